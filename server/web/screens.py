"""What there is to see of one room, encoded: a frame for each kind of view.

A frame that many sockets get is made once for them all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from schema.wire.console import Judge, Trouble
from schema.wire.shared import Counted
from schema.wire.student import Mode, Turn
from server.live.hall import LiveRoom
from server.room import view
from server.room.events import PlayerId
from server.room.outside import DatabaseTaken, DraftKey, Isolation
from server.room.standings import Ranking
from server.room.state import Room
from server.room.view_student import you
from server.web.connection import Frame, frame, framed
from server.web.links import RoomLinks, own_path
from server.web.pieces import Pieces
from server.web.translate import desk

SCENE_SECONDS = 0.1  # how old a scene may be that is handed to one more student; it holds a running clock


@dataclass(slots=True)
class Screens:
    """Frames of the room as it is now.  `turned` says that the students' scene is another one now."""

    live: LiveRoom
    isolation: Callable[[], Isolation]
    _ranking: Ranking = field(default_factory=Ranking)
    _pieces: Pieces = field(default_factory=Pieces)
    _scene: Frame | None = None  # the students'
    _scene_made_at: float = 0.0

    @property
    def room(self) -> Room:
        return self.live.host.room

    def turned(self) -> None:
        self._scene = None

    def students(self) -> Frame:
        """The scene that every student sees."""
        now = self.live.host.now()
        if self._scene is None or (self.room.running() and now - self._scene_made_at > SCENE_SECONDS):
            self._scene, self._scene_made_at = self._encoded("students", now), now
        return self._scene

    def stage(self) -> Frame:
        """The scene on the projector and on the console."""
        if view.same_for_all(self.room):
            return self.students()
        return self._encoded("stage", self.live.host.now())

    def you(self, player: PlayerId) -> Frame | None:
        """One student's own; None for who has no seat any more."""
        if self.room.players[player].removed:
            return None
        ranking = self._ranking.of(self.room)
        own = you(self.room, player, ranking, self.live.host.now())

        def draft(lap: int, mode: Mode) -> str | None:
            return self.live.drafts.get(DraftKey(own.race.step, player, lap, mode)) if own.race else None

        path = own_path("summary", self.room, own.player) if own.summary else ""
        return framed(self._pieces.you(self.room, own, ranking, draft, path))

    def turn(self, player: PlayerId) -> Frame | None:
        """Where a student's newest submission stands in the queue, if it does."""
        turn = self.live.judging.turn(player)
        return frame(Turn(step=turn.step, attempt=turn.attempt, place=turn.place)) if turn else None

    def counted(self) -> Frame | None:
        """The two counters of the question on the stage, if there is one that has been opened."""
        counters = view.counters(self.room)
        if counters is None:
            return None
        step, answered, of = counters
        return frame(Counted(step=step, answered=answered, of=of))

    def desk(self, links: RoomLinks) -> Frame:
        return frame(desk.desk(self.room, links))

    def roster(self, changed: Iterable[PlayerId] | None = None) -> Frame:
        """`changed`: only these lines can be others than the last time."""
        ranking, online = self._ranking.of(self.room), self.live.audience.online
        return framed(self._pieces.roster(self.room, ranking, online, changed))

    def live_answers(self) -> Frame | None:
        answers = desk.live_answers(self.room)
        return frame(answers) if answers else None

    def failed_runs(self) -> Frame | None:
        failed = desk.failed_runs(self.room)
        return frame(failed) if failed else None

    def judge(self) -> Frame:
        now, waiting = self.isolation(), self.live.judging.waiting
        return frame(Judge(level=now.level, promise=now.promise, off=now.off, waiting=waiting))

    def trouble(self) -> Frame:
        return frame(Trouble(text=self.trouble_text()))

    def trouble_text(self) -> str:
        if isinstance(self.live.host.trouble, DatabaseTaken):
            return (
                "Another server has taken this database, so nothing is saved here. "
                "Stop that one, and this one goes on."
            )
        if not self.live.host.saving:
            return "The database does not answer. Nothing is lost; answers are saved as soon as it is back."
        return self.live.judging.trouble

    def _encoded(self, audience: view.Audience, now: float) -> Frame:
        seen = view.scene(self.room, audience, now)
        return framed(self._pieces.scene(self.room, seen, self.isolation().off, now))
