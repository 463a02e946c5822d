"""What every socket of one room is shown, and when.

A scene is encoded once for all students.  One answer costs that student's own view and two counters; lists
and counters that change with every answer, joining or verdict go to projector and console only, at most a few
times a second, each replacing the last.
"""

import asyncio
import time
from collections.abc import Callable, Iterable

from schema.wire.shared import Bye
from server.live.hall import LiveRoom
from server.live.host import Change
from server.room import events as e
from server.room import view
from server.room.events import Event, PlayerId
from server.room.outside import Isolation
from server.room.state import Room
from server.room.view_student import has_own
from server.web.access import CLEARED, REMOVED, REPLACED, TURNED_AWAY
from server.web.connection import Connection, Frame
from server.web.links import RoomLinks
from server.web.pieces import lines_changed
from server.web.screens import Screens
from server.web.seats import Seats

COUNTERS_SECONDS = 0.1  # how long counters may lag behind
STAGE_SECONDS = 0.15  # how long names, lanes and lists may
ROSTER_SECONDS = 0.25
RARELY = 20  # times what a list takes to make, before it is made again

# These change what students see on the stage.
_TURNS_SCENE = frozenset({
    e.RoomLocked, e.ApprovalSet, e.StepShown, e.QuestionOpened, e.QuestionClosed, e.AnswerRevealed,
    e.LeaderboardShown, e.LeaderboardHidden, e.ClockPaused, e.ClockResumed, e.TimeExtended,
    e.ClockCarriedOver, e.RaceOpened, e.RaceClosed, e.RaceFrozen, e.LaneRevealed, e.RaceThawed,
    e.ExperimentAdvanced, e.ExperimentMeasured, e.LessonEnded,
})  # fmt: skip
# These turn the run on the projector.
_TURNS_RUN = frozenset({e.RunMoved, e.ReplayShown, e.ReplayHidden, e.ReplayNamed})
# These change what is every student's own; so does a step that holds something of theirs.
_TURNS_ALL = frozenset({
    e.AnswerRevealed, e.LeaderboardShown, e.RaceOpened, e.RaceFrozen, e.RaceThawed, e.ExperimentAdvanced,
    e.LessonEnded,
})  # fmt: skip
# These change what is one student's own, and a lane or a name on the stage.
_TURNS_ONE = (
    e.PlayerRenamed | e.AnswerLocked | e.CodeSubmitted | e.SubmissionSuperseded | e.VerdictGiven
    | e.LaneRevealed | e.HintOpened | e.ReplayNamed
    | e.PredictionMade | e.TrialAsked | e.TrialShown | e.TrialFailed
)  # fmt: skip
# These change nothing on the stage but the counters.
_TURNS_COUNTERS = frozenset({e.AnswerLocked, e.HintOpened, e.PlayerAway, e.PlayerBack})


class Stage:
    """The sockets of one room, and what they were last shown."""

    def __init__(
        self, live: LiveRoom, links: Callable[[str], RoomLinks], isolation: Callable[[], Isolation]
    ) -> None:
        self.live = live
        self._links = links
        self._screens = Screens(live, isolation)
        self.seats = Seats(self._screens)
        self._waiting: dict[PlayerId, tuple[Connection, Callable[[], None]]] = {}
        self._projectors: set[Connection] = set()
        self._consoles: set[Connection] = set()
        self._trouble_told = ""
        self._lines_changed: set[PlayerId] | None = None  # since the roster was last shown; None: all
        self._counters_soon = Soon(COUNTERS_SECONDS, self._show_counters)
        self._names_soon = Soon(STAGE_SECONDS, self._show_names)
        self._roster_soon = Soon(ROSTER_SECONDS, self._show_roster)
        self._judge_soon = Soon(ROSTER_SECONDS, self._show_judge)
        live.host.watch(self._on_change)
        live.judging.watch(self._on_turn)

    @property
    def room(self) -> Room:
        return self.live.host.room

    @property
    def links(self) -> RoomLinks:
        return self._links(self.room.code)

    # Who is there.

    def seat(self, player: PlayerId, connection: Connection) -> None:
        """A student is here on this socket; the newest one counts, and an older one is told."""
        self.seats.take(player, connection)
        self.live.audience.arrive(player)
        _show([connection], "turn", self._screens.turn(player))
        self._line_changed({player})

    def wait(self, player: PlayerId, connection: Connection, let_in: Callable[[], None]) -> None:
        """A student stands at the door on this socket; `let_in` is called when they have a seat."""
        older = self._waiting.get(player)
        if older is not None and older[0] is not connection:
            older[0].end(REPLACED)
        self._waiting[player] = connection, let_in

    def wait_no_more(self, player: PlayerId, connection: Connection) -> None:
        if player in self._waiting and self._waiting[player][0] is connection:
            del self._waiting[player]

    def unseat(self, player: PlayerId, connection: Connection) -> None:
        self.live.audience.leave(player)
        self.seats.leave(player, connection)
        self._line_changed({player})

    def add_projector(self, connection: Connection) -> None:
        self._projectors.add(connection)
        _show([connection], "scene", self._screens.stage())
        _show([connection], "counted", self._screens.counted())

    def add_console(self, connection: Connection) -> None:
        self._consoles.add(connection)
        screens = self._screens
        _show([connection], "desk", screens.desk(self.links))
        _show([connection], "roster", screens.roster())
        _show([connection], "scene", screens.stage())
        _show([connection], "trouble", screens.trouble())
        _show([connection], "judge", screens.judge())
        _show([connection], "live_answers", screens.live_answers())
        _show([connection], "failed_runs", screens.failed_runs())
        _show([connection], "counted", screens.counted())

    def drop(self, connection: Connection) -> None:
        self._projectors.discard(connection)
        self._consoles.discard(connection)

    def end(self, bye: Bye) -> None:
        """Say goodbye to everybody."""
        for connection in [*self.seats.connections(), *self._watching()]:
            connection.end(bye)

    def show_isolation(self) -> None:
        """How submissions are confined has changed, and with it perhaps whether races can be run."""
        self._screens.turned()
        self.seats.tell_everybody(own=False)
        self._show_stage()
        self._show_judge()

    # What changed.

    def _on_turn(self, player: PlayerId) -> None:
        if connection := self.seats.of(player):
            _show([connection], "turn", self._screens.turn(player))
        self._judge_soon()

    def _on_change(self, change: Change) -> None:
        self._show_trouble()
        if not change.events:
            return
        kinds = set(map(type, change.events))
        if kinds & _TURNS_SCENE:
            self._scene_turns(kinds)
        elif kinds & _TURNS_RUN:
            self._run_turns()
        else:
            self._counters_soon()
            if kinds - _TURNS_COUNTERS:
                self._names_soon()
        self.seats.tell({event.player: None for event in change.events if isinstance(event, _TURNS_ONE)})
        self._tell_the_door(change.events)
        self._line_changed(lines_changed(change.events))

    def _run_turns(self) -> None:
        """A tour moves for the students, too; a replay is for projector and console only."""
        if self.room.replay is None:
            self._screens.turned()
            self.seats.tell_everybody(own=False)
        self._show_stage()
        self._show_desk()

    def _scene_turns(self, kinds: set[type[Event]]) -> None:
        self._screens.turned()
        own = bool(kinds & _TURNS_ALL) or (e.StepShown in kinds and has_own(self.room))
        self.seats.tell_everybody(own=own)
        self._show_stage()
        self._show_counters()
        self._show_desk()

    def _show_desk(self) -> None:
        if self._consoles:
            _show(self._consoles, "desk", self._screens.desk(self.links))

    def _tell_the_door(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case e.PlayerRemoved(player, may_return) if connection := self.seats.of(player):
                    connection.end(CLEARED if may_return else REMOVED)
                case e.PlayerTurnedAway(player) if player in self._waiting:
                    self._waiting[player][0].end(TURNED_AWAY)
                case e.PlayerJoined(player) if player in self._waiting:
                    self._waiting.pop(player)[1]()

    # What projector and console are shown.

    def _watching(self) -> list[Connection]:
        return [*self._projectors, *self._consoles]

    def _show_stage(self) -> None:
        if watching := self._watching():
            _show(watching, "scene", self._screens.stage())

    def _show_names(self) -> None:
        """Who came, was renamed or got a verdict.  Students see each other only on boards."""
        if view.names_students(self.room):
            self._screens.turned()
            self.seats.tell_everybody(own=False)
        self._show_stage()

    def _line_changed(self, players: set[PlayerId] | None) -> None:
        if players is None:
            self._lines_changed = None
        elif self._lines_changed is not None:
            self._lines_changed |= players
        self._roster_soon()

    def _show_roster(self) -> None:
        if self._consoles:
            changed, self._lines_changed = self._lines_changed, set()
            _show(self._consoles, "roster", self._screens.roster(changed))
            _show(self._consoles, "live_answers", self._screens.live_answers())
            _show(self._consoles, "failed_runs", self._screens.failed_runs())

    def _show_counters(self) -> None:
        if watching := self._watching():
            _show(watching, "counted", self._screens.counted())

    def _show_judge(self) -> None:
        if self._consoles:
            _show(self._consoles, "judge", self._screens.judge())

    def _show_trouble(self) -> None:
        trouble = self._screens.trouble_text()
        if trouble != self._trouble_told:
            self._trouble_told = trouble
            _show(self._consoles, "trouble", self._screens.trouble())


def _show(connections: Iterable[Connection], slot: str, text: Frame | None) -> None:
    if text is not None:
        for connection in connections:
            connection.show(slot, text)


class Soon:
    """Does a thing a moment after it was asked for, once for however often it was asked meanwhile.

    What takes long is done less often, so that it never takes more than a part of the server's time.
    """

    def __init__(self, seconds: float, do: Callable[[], None]) -> None:
        self._seconds = seconds
        self._do = do
        self._waiting = False
        self._took = 0.0

    def __call__(self) -> None:
        if not self._waiting:
            self._waiting = True
            asyncio.get_running_loop().call_later(max(self._seconds, self._took * RARELY), self._now)

    def _now(self) -> None:
        self._waiting = False
        begun = time.thread_time()
        self._do()
        self._took = time.thread_time() - begun
