"""What students take along, over plain HTTP: the glossary of a lesson, and each one's own summary."""

import hmac
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from aiohttp import web

from schema.wire.base import Message
from server.room.outside import StoreUnavailable
from server.room.state import Player, Room
from server.room.view_summary import summary
from server.web.guesses import Guesses
from server.web.links import summary_token
from server.web.translate import taken

GLOSSARY_SECONDS = 24 * 3600
PAST_ROOMS_KEPT = 8


class Taking:
    """`running` finds a room that runs; `past` reads one whose lesson has ended from its journal.

    Wrong addresses are counted with wrong room codes, so that neither can be tried out.
    """

    def __init__(
        self,
        running: Callable[[str], Room | None],
        past: Callable[[str], Awaitable[Room | None]],
        guesses: Guesses,
    ) -> None:
        self._running = running
        self._past = past
        self._guesses = guesses
        self._read: OrderedDict[str, Room] = OrderedDict()

    async def glossary(self, request: web.Request) -> web.StreamResponse:
        room = await self._room(request)
        return _json(taken.glossary(room.plan), {"Cache-Control": f"private, max-age={GLOSSARY_SECONDS}"})

    async def summary(self, request: web.Request) -> web.StreamResponse:
        room = await self._room(request)
        player = _whose(room, request.match_info["token"])
        if player is None:
            raise self._unknown(request, "There is no summary under this address. Compare it with your link.")
        return _json(taken.summary(room, summary(room, player.id)), {})

    async def _room(self, request: web.Request) -> Room:
        if not self._guesses.allowed(request.remote or ""):
            raise web.HTTPTooManyRequests(text="Too many wrong addresses. Wait a moment, then try again.")
        code = request.match_info["code"].upper()
        try:
            room = self._running(code) or await self._past_room(code)
        except StoreUnavailable:
            raise web.HTTPServiceUnavailable(
                text="The database does not answer just now. Try again in a moment.",
                headers={"Retry-After": "2"},
            ) from None
        if room is None:
            raise self._unknown(request, "This server does not have that room any more.")
        return room

    def _unknown(self, request: web.Request, text: str) -> web.HTTPNotFound:
        self._guesses.wrong(request.remote or "")
        return web.HTTPNotFound(text=text)

    async def _past_room(self, code: str) -> Room | None:
        """The last few are kept, so that whoever asks again does not make the server read a journal again."""
        room = self._read.get(code) or await self._past(code)
        if room is not None:
            self._read[code] = room
            self._read.move_to_end(code)
        if len(self._read) > PAST_ROOMS_KEPT:
            self._read.popitem(last=False)
        return room


def _whose(room: Room, token: str) -> Player | None:
    return next(
        (player for player in room.active() if hmac.compare_digest(summary_token(room, player), token)), None
    )


def _json(message: Message, headers: dict[str, str]) -> web.Response:
    found = web.Response(text=message.model_dump_json(), content_type="application/json", headers=headers)
    found.enable_compression()
    return found
