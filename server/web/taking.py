"""What students take along, over plain HTTP: the glossary of a lesson, and each one's own summary."""

import hmac
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Literal

from aiohttp import web

from schema.wire.base import Message
from server.room.events import PlayerId
from server.room.outside import StoreUnavailable
from server.room.state import Player, Room
from server.room.view_summary import summary
from server.web.guesses import Guesses
from server.web.links import own_path
from server.web.translate import taken

GLOSSARY_SECONDS = 24 * 3600
PAST_ROOMS_KEPT = 8
ID_LENGTH = 12  # of a student's id, with which the token begins


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
        room, _ = await self._owner(request, "glossary")
        return _json(taken.glossary(room.plan), {"Cache-Control": f"private, max-age={GLOSSARY_SECONDS}"})

    async def summary(self, request: web.Request) -> web.StreamResponse:
        room, player = await self._owner(request, "summary")
        return _json(taken.summary(room, summary(room, player.id)), {})

    async def _owner(self, request: web.Request, what: Literal["glossary", "summary"]) -> tuple[Room, Player]:
        """The room and the student whose address this is; to all others every room is as if it were not."""
        if not self._guesses.allowed(request.remote or ""):
            raise web.HTTPTooManyRequests(text="Too many wrong addresses. Wait a moment, then try again.")
        try:
            code = request.match_info["code"]
            room = self._running(code) or await self._past_room(code)
        except StoreUnavailable:
            raise web.HTTPServiceUnavailable(
                text="The database does not answer just now. Try again in a moment.",
                headers={"Retry-After": "2"},
            ) from None
        player = room.players.get(PlayerId(request.match_info["token"][:ID_LENGTH])) if room else None
        if room is None or player is None or not _is_own(what, room, player, request.match_info["token"]):
            self._guesses.wrong(request.remote or "")
            raise web.HTTPNotFound(text="There is nothing under this address. Compare it with your link.")
        return room, player

    async def _past_room(self, code: str) -> Room | None:
        """The last few are kept, so that whoever asks again does not make the server read a journal again."""
        room = self._read.get(code) or await self._past(code)
        if room is not None:
            self._read[code] = room
            self._read.move_to_end(code)
        if len(self._read) > PAST_ROOMS_KEPT:
            self._read.popitem(last=False)
        return room


def _is_own(what: Literal["glossary", "summary"], room: Room, player: Player, token: str) -> bool:
    own = own_path(what, room, player).rpartition("/")[2]
    return not player.removed and hmac.compare_digest(own, token)


def _json(message: Message, headers: dict[str, str]) -> web.Response:
    found = web.Response(text=message.model_dump_json(), content_type="application/json", headers=headers)
    found.enable_compression()
    return found
