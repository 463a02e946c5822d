"""What students take along, over plain HTTP: the glossary of a lesson, and each one's own summary."""

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
from server.web.sealed import is_sealed
from server.web.translate import taken

GLOSSARY_SECONDS = 24 * 3600
PAST_ROOMS_KEPT = 8
NOTHING = "There is nothing under this address. Compare it with your link."
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
        """The room and the student whose address this is; to all others every room is as if it were not.

        The address proves itself first, so a stranger's costs the same whatever runs, has ended or never was.
        """
        if not self._guesses.allowed(request.remote or ""):
            raise web.HTTPTooManyRequests(text="Too many wrong addresses. Wait a moment, then try again.")
        code, token = request.match_info["code"], request.match_info["token"]
        player = PlayerId(token[:ID_LENGTH])
        if not is_sealed(token[ID_LENGTH:], what, code, player):
            self._guesses.wrong(request.remote or "", request.path)
            raise web.HTTPNotFound(text=NOTHING)
        try:
            room = self._running(code) or await self._past_room(code)
        except StoreUnavailable:
            raise web.HTTPServiceUnavailable(
                text="The database does not answer just now. Try again in a moment.",
                headers={"Retry-After": "2"},
            ) from None
        found = room.players.get(player) if room else None
        if room is None or found is None or found.removed:
            raise web.HTTPNotFound(text=NOTHING)
        return room, found

    async def _past_room(self, code: str) -> Room | None:
        """The last few are kept, so that whoever asks again does not make the server read a journal again."""
        room = self._read.get(code) or await self._past(code)
        if room is not None:
            self._read[code] = room
            self._read.move_to_end(code)
        if len(self._read) > PAST_ROOMS_KEPT:
            self._read.popitem(last=False)
        return room


def _json(message: Message, headers: dict[str, str]) -> web.Response:
    found = web.Response(text=message.model_dump_json(), content_type="application/json", headers=headers)
    found.enable_compression()
    return found
