"""A student's socket."""

import secrets
from functools import partial
from hashlib import sha256

from pydantic import TypeAdapter

from schema.wire import student as w
from schema.wire.shared import Bye, Refused
from server.room.commands import Join
from server.room.events import PlayerId
from server.room.outside import DraftKey
from server.room.refusals import Refusal
from server.room.state import Player
from server.web.access import REMOVED, REPLACED, TURNED_AWAY
from server.web.connection import Connection
from server.web.links import own_path
from server.web.nickname import BadName, checked, suggestion
from server.web.services import Services
from server.web.stage import Stage
from server.web.talk import answer, tell
from server.web.translate import asked


class StudentRole:
    """May take a seat, and from then on speaks for the student of that seat only."""

    sends: TypeAdapter[w.StudentSends] = TypeAdapter(w.StudentSends)
    hello = w.Hello

    def __init__(self, services: Services, connection: Connection) -> None:
        self._services = services
        self._connection = connection
        self._stage: Stage | None = None
        self._player: PlayerId | None = None
        self._waits_as: PlayerId | None = None
        self._page: str | None = None

    async def begin(self, hello: w.Hello) -> Bye | None:
        self._page = hello.page
        stage, seat = self._services.stage(hello.room), _hashed(hello.token) if hello.token else ""
        if stage is None or (stage.room.seated(seat) is None and seat not in stage.room.waiting):
            return self._begin_as_stranger(hello.room)
        self._stage = stage
        return self._take_place(stage, seat)

    def _take_place(self, stage: Stage, seat: str) -> Bye | None:
        """In the class, or at its door; unless a newer page of this student's is there."""
        player, waiting = stage.room.seated(seat), stage.room.waiting.get(seat)
        if player is not None and not player.removed:
            if not stage.seats.pages.sits_down(player.id, self._page):
                return REPLACED
            self._welcome(stage, player)
            self._sit_down(stage, player.id)
            return None
        if waiting is not None:
            if not stage.seats.pages.sits_down(waiting.player, self._page):
                return REPLACED
            self._welcome(stage, waiting=True)
            self._waits_as = waiting.player
            stage.wait(waiting.player, self._connection, lambda: self._let_in(stage, seat))
            return None
        return REMOVED if player is not None else TURNED_AWAY

    def _let_in(self, stage: Stage, seat: str) -> None:
        self._waits_as = None
        self._take_place(stage, seat)

    def _begin_as_stranger(self, code: str) -> Bye | None:
        found = self._services.stage_for_stranger(code, self._connection.address)
        if isinstance(found, Bye):
            return found
        self._stage = found
        self._welcome(found)
        return None

    async def take(self, message: w.StudentSends) -> None:
        stage = self._stage
        assert stage is not None, "a role takes messages after it has begun"
        match message:
            case w.Join():
                await self._join(stage, message)
            case w.SuggestName():
                self._connection.reply(w.Suggestion(name=suggestion(stage.room)))
            case (
                w.Answer()
                | w.Submit()
                | w.OpenHint()
                | w.Predict()
                | w.AskTrial()
                | w.ReportTrial()
                | w.NameReplay()
            ):
                self._ask(stage, message)
            case w.SaveDraft():
                self._save_draft(stage, message)

    def gone(self) -> None:
        if self._stage is not None and self._player is not None:
            self._stage.unseat(self._player, self._connection)
        if self._stage is not None and self._waits_as is not None:
            self._stage.wait_no_more(self._waits_as, self._connection)

    def _welcome(self, stage: Stage, player: Player | None = None, *, waiting: bool = False) -> None:
        room = stage.room
        self._connection.reply(
            w.Welcome(
                room=room.code,
                lesson=room.plan.title,
                language=room.plan.language,
                seated=player is not None,
                waiting=waiting,
                locked=room.locked,
                suggestion="" if player or waiting else suggestion(room),
                glossary_url=own_path("glossary", room, player) if player else "",
            )
        )

    def _sit_down(self, stage: Stage, player: PlayerId) -> None:
        if self._player is None:
            self._player = player
            self._services.guests.forget(self._connection.end)
            stage.seat(player, self._connection)

    async def _join(self, stage: Stage, join: w.Join) -> None:
        seat = _hashed(join.token)
        if self._has_another(stage, seat):
            self._connection.reply(
                Refused(key=join.key, reason="seated", text="You have a seat in this room.", retry=False)
            )
            return
        name = checked(join.name)
        if isinstance(name, BadName):
            if stage.room.seated(seat) is None and seat not in stage.room.waiting:
                self._connection.reply(Refused(key=join.key, reason="name", text=name.reason, retry=False))
                return
            name = checked(suggestion(stage.room))  # the seat is taken already, so the name does not matter
            assert not isinstance(name, BadName), "our own suggestions are good names"
        player = PlayerId(secrets.token_hex(6))
        refusal: Refusal | None = Refusal.ROOM_FULL
        if self._services.newcomers.may_ask(stage.room, seat, self._connection.address):
            refusal = await stage.live.host.ask(Join(player, name.shown, name.key, seat))
        bye = self._take_place(stage, seat) if refusal is None else None
        await answer(self._connection, join.key, refusal)
        if bye is not None:
            self._connection.end(bye)

    def _has_another(self, stage: Stage, seat: str) -> bool:
        """One page, one seat, or one place at the door."""
        if self._player is not None:
            return stage.room.seats.get(seat) != self._player
        return self._waits_as is not None and seat not in stage.room.waiting

    def _ask(self, stage: Stage, message: asked.StudentRequest | w.NameReplay) -> None:
        """The page may go on talking meanwhile; it is told in the order in which it asked."""
        told = partial(tell, self._connection, message.key)
        if self._player is None:
            told(Refusal.NOT_SEATED)
        else:
            stage.live.host.post(asked.from_student(message, self._player), told)

    def _save_draft(self, stage: Stage, draft: w.SaveDraft) -> None:
        told = partial(tell, self._connection, draft.key)
        refusal: Refusal | None = Refusal.NOT_SEATED
        if self._player is not None:
            race = stage.room.race(draft.step)
            refusal = None if race and draft.lap < len(race.laps) else Refusal.RACE_NOT_OPEN
        if self._player is None or refusal is not None:
            told(refusal)
            return
        place = DraftKey(draft.step, self._player, draft.lap, draft.mode)
        stage.live.drafts.post(place, draft.source, told)


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
