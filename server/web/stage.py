"""What every socket of one room is shown, and when.

A scene is encoded once for all students.  One answer costs that student's own view and two counters; lists
that change with every answer or verdict are sent at most a few times a second, each replacing the last.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping

from schema.wire.console import Judge, Trouble
from schema.wire.shared import Bye, Counted, SceneShown
from schema.wire.student import Turn, You
from server.live.hall import LiveRoom
from server.live.host import Change
from server.room import events as e
from server.room import view
from server.room.events import Event, PlayerId
from server.room.outside import Isolation
from server.room.standings import Standings, standings
from server.room.state import Player, Room
from server.room.view_student import you
from server.web.access import REMOVED, REPLACED
from server.web.connection import Connection, frame
from server.web.links import RoomLinks
from server.web.translate import desk, shown

STAGE_SECONDS = 0.15  # how long names, lanes and lists may lag behind
ROSTER_SECONDS = 0.25

# These change what students see on the stage.
_TURNS_SCENE = (
    e.RoomLocked | e.StepShown | e.QuestionOpened | e.QuestionClosed | e.AnswerRevealed | e.LeaderboardShown
    | e.LeaderboardHidden | e.ClockPaused | e.ClockResumed | e.TimeExtended | e.ClockCarriedOver
    | e.RaceOpened | e.RaceClosed | e.RaceFrozen | e.LaneRevealed | e.RaceThawed | e.LessonEnded
)  # fmt: skip
# These change what is every student's own.
_TURNS_ALL = (
    e.StepShown | e.AnswerRevealed | e.LeaderboardShown | e.RaceOpened | e.RaceFrozen | e.RaceThawed
    | e.LessonEnded
)  # fmt: skip
# These change what is one student's own, and a lane or a name on the stage.
_TURNS_ONE = (
    e.PlayerRenamed
    | e.AnswerLocked
    | e.CodeSubmitted
    | e.SubmissionSuperseded
    | e.VerdictGiven
    | e.LaneRevealed
)


class Stage:
    """The sockets of one room, and what they were last shown."""

    def __init__(
        self, live: LiveRoom, links: Callable[[str], RoomLinks], isolation: Callable[[], Isolation]
    ) -> None:
        self.live = live
        self._links = links
        self._isolation = isolation
        self._students: dict[PlayerId, Connection] = {}
        self._projectors: set[Connection] = set()
        self._consoles: set[Connection] = set()
        self._trouble_told = ""
        self._ranked: tuple[Mapping[PlayerId, Player], Mapping[PlayerId, int], Standings] | None = None
        self._scene_soon = Soon(STAGE_SECONDS, self._show_names)
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
        older = self._students.get(player)
        if older is not None and older is not connection:
            older.end(REPLACED)
        self._students[player] = connection
        self.live.audience.arrive(player)
        self._show_own([player])
        self._show_turn(player)
        connection.show("scene", self._scene_frame("students"))
        self._roster_soon()

    def unseat(self, player: PlayerId, connection: Connection) -> None:
        self.live.audience.leave(player)
        if self._students.get(player) is connection:
            del self._students[player]
        self._roster_soon()

    def add_projector(self, connection: Connection) -> None:
        self._projectors.add(connection)
        connection.show("scene", self._scene_frame("stage"))
        self._show_counters([connection])

    def add_console(self, connection: Connection) -> None:
        self._consoles.add(connection)
        for slot, text in self._console_frames().items():
            connection.show(slot, text)
        self._show_counters([connection])

    def drop(self, connection: Connection) -> None:
        self._projectors.discard(connection)
        self._consoles.discard(connection)

    def end(self, bye: Bye) -> None:
        """Say goodbye to everybody."""
        for connection in [*self._students.values(), *self._projectors, *self._consoles]:
            connection.end(bye)

    def show_isolation(self) -> None:
        """How submissions are confined has changed, and with it perhaps whether races can be run."""
        self._broadcast("scene", self._scene_frame("students"), self._students.values())
        self._show_stage()
        self._show_judge()

    # What changed.

    def _on_turn(self, player: PlayerId) -> None:
        self._show_turn(player)
        self._judge_soon()

    def _on_change(self, change: Change) -> None:
        self._show_trouble()
        if not change.events:
            return
        scene_turns = any(isinstance(event, _TURNS_SCENE) for event in change.events)
        if scene_turns:
            self._broadcast("scene", self._scene_frame("students"), self._students.values())
            self._show_stage()
            self._show_desk()
        else:
            self._stage_follows(change.events)
        self._own_follow(change.events)
        self._show_counters([*self._projectors, *self._consoles])
        self._say_goodbye(change.events)
        self._roster_soon()

    def _stage_follows(self, events: tuple[Event, ...]) -> None:
        """Names in the lobby and lanes in a race; a question's stage does not change with an answer."""
        if any(not isinstance(event, e.AnswerLocked | e.PlayerAway | e.PlayerBack) for event in events):
            self._scene_soon()

    def _own_follow(self, events: tuple[Event, ...]) -> None:
        if any(isinstance(event, _TURNS_ALL) for event in events):
            self._show_own(list(self._students))
        else:
            self._show_own(list({event.player for event in events if isinstance(event, _TURNS_ONE)}))

    def _say_goodbye(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, e.PlayerRemoved) and event.player in self._students:
                self._students[event.player].end(REMOVED)

    # What is shown.

    def _scene_frame(self, audience: view.Audience) -> str:
        room = self.room
        scene = shown.scene(view.scene(room, audience, self.live.host.now()), self._isolation().off)
        return frame(SceneShown(scene=scene, paused=room.paused_at is not None, locked=room.locked))

    def _show_own(self, players: list[PlayerId]) -> None:
        for player in players:
            connection = self._students.get(player)
            if connection is not None and not self.room.players[player].removed:
                connection.show("you", frame(self._you(player, self._ranking())))

    def _show_turn(self, player: PlayerId) -> None:
        connection, turn = self._students.get(player), self.live.judging.turn(player)
        if connection is not None and turn is not None:
            shown_turn = Turn(step=turn.step, attempt=turn.attempt, place=turn.place)
            connection.show("turn", frame(shown_turn))

    def _ranking(self) -> Standings:
        """Sorted again only when a student or a point has changed; a hidden answer changes neither."""
        room = self.room
        if self._ranked is None or self._ranked[0] is not room.players or self._ranked[1] is not room.totals:
            self._ranked = room.players, room.totals, standings(room)
        return self._ranked[2]

    def _you(self, player: PlayerId, ranking: Standings) -> You:
        own = you(self.room, player, ranking, self.live.host.now())
        draft = self.live.drafts.get(own.race.step, player) if own.race else None
        return shown.you(own, draft)

    def _show_stage(self) -> None:
        self._broadcast("scene", self._scene_frame("stage"), [*self._projectors, *self._consoles])

    def _show_names(self) -> None:
        """Who came, was renamed or got a verdict.  Students see each other only on boards."""
        self._show_stage()
        now_shown = view.scene(self.room, "students", self.live.host.now())
        if isinstance(now_shown, view.BoardView | view.PodiumView):
            self._broadcast("scene", self._scene_frame("students"), self._students.values())

    def _show_desk(self) -> None:
        if self._consoles:
            self._broadcast("desk", frame(desk.desk(self.room, self.links)), self._consoles)

    def _show_roster(self) -> None:
        if not self._consoles:
            return
        self._broadcast("roster", frame(desk.roster(self.room, self.live.audience)), self._consoles)
        answers = desk.live_answers(self.room)
        if answers:
            self._broadcast("live_answers", frame(answers), self._consoles)

    def _show_trouble(self) -> None:
        trouble = self._trouble()
        if trouble != self._trouble_told:
            self._trouble_told = trouble
            self._broadcast("trouble", frame(Trouble(text=trouble)), self._consoles)

    def _show_judge(self) -> None:
        if self._consoles:
            self._broadcast("judge", frame(self._judge()), self._consoles)

    def _judge(self) -> Judge:
        now = self._isolation()
        waiting = self.live.judging.waiting
        return Judge(level=now.level, promise=now.promise, off=now.off, waiting=waiting)

    def _trouble(self) -> str:
        if not self.live.host.saving:
            return "The database does not answer. Nothing is lost; answers are saved as soon as it is back."
        return self.live.judging.trouble

    def _console_frames(self) -> dict[str, str]:
        frames = {
            "desk": frame(desk.desk(self.room, self.links)),
            "roster": frame(desk.roster(self.room, self.live.audience)),
            "scene": self._scene_frame("stage"),
            "trouble": frame(Trouble(text=self._trouble())),
            "judge": frame(self._judge()),
        }
        answers = desk.live_answers(self.room)
        return {**frames, "live_answers": frame(answers)} if answers else frames

    def _show_counters(self, connections: list[Connection]) -> None:
        counters = view.counters(self.room)
        if counters and connections:
            step, answered, of = counters
            self._broadcast("counted", frame(Counted(step=step, answered=answered, of=of)), connections)

    @staticmethod
    def _broadcast(slot: str, text: str, connections: Iterable[Connection]) -> None:
        for connection in connections:
            connection.show(slot, text)


class Soon:
    """Does a thing a moment after it was asked for, once for however often it was asked meanwhile."""

    def __init__(self, seconds: float, do: Callable[[], None]) -> None:
        self._seconds = seconds
        self._do = do
        self._waiting = False

    def __call__(self) -> None:
        if not self._waiting:
            self._waiting = True
            asyncio.get_running_loop().call_later(self._seconds, self._now)

    def _now(self) -> None:
        self._waiting = False
        self._do()
