"""The room as a value: what all its events add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from server.room.events import Given, Key, Measured, PlayerId
from server.room.plan import Experiment, Plan, Question, Race, Tour
from server.room.register import Register


@dataclass(frozen=True, slots=True)
class Player:
    id: PlayerId
    number: int
    name: str
    name_key: str
    seat: str
    joined_at: float
    away: bool = False
    removed: bool = False
    may_return: bool = False  # removed, but may ask for the same seat anew

    @property
    def present(self) -> bool:
        """Here to answer: a question waits for them."""
        return not self.away and not self.removed


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody at the door, who holds no seat yet."""

    player: PlayerId
    name: str
    name_key: str
    seat: str
    at: float


@dataclass(frozen=True, slots=True)
class Timer:
    """A running round's time.  `closes_at` moves when the clock is resumed, extended or carried over."""

    seconds: float  # all the time there is, extensions included
    closes_at: float

    def remaining(self, now: float) -> float:
        """Seconds left at room time `now`, never below zero."""
        return min(self.seconds, max(0.0, self.closes_at - now))

    def elapsed(self, now: float) -> float:
        """Seconds that students had so far, pauses not counted."""
        return self.seconds - self.remaining(now)


@dataclass(frozen=True, slots=True)
class Answered:
    given: Given
    key: Key
    share: float
    points: int
    speed_bonus: int
    streak: int
    at: float


@dataclass(frozen=True)  # without slots, since it changes with every event
class QuestionRound:
    """A question that was shown at least once."""

    state: Literal["ready", "open", "closed", "revealed"] = "ready"
    opened_at: float = 0.0
    timer: Timer = Timer(0.0, 0.0)
    answers: Register[PlayerId, Answered] = field(default_factory=Register)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission.  `verdict` is None until it is judged."""

    source: str
    key: Key
    race_seconds: float
    at: float
    superseded: bool = False
    verdict: str | None = None
    accepted: bool = False
    message: str = ""
    line: int | None = None
    report_json: str = ""
    steps: int = 0  # of the run that shows the failure; 0 if there is none to show
    named: bool = False  # the student agreed that this run may be shown with their name
    points: int = 0  # what it added
    lost: int = 0
    speedup: float = 0.0
    held: bool = False  # neither shown nor counted yet
    lap: int = 0
    score: int = 0
    hints_price: int = 0  # of the hints that were open when it was sent

    @property
    def waiting(self) -> bool:
        return self.verdict is None and not self.superseded


@dataclass(frozen=True, slots=True)
class OpenedHint:
    lap: int
    price: int


@dataclass(frozen=True)  # without slots, since it changes with every event
class RaceRound:
    """A race that was shown at least once.  `finished`: students in order of their first accepted attempt."""

    state: Literal["ready", "open", "closed"] = "ready"
    opened_at: float = 0.0
    timer: Timer = Timer(0.0, 0.0)
    attempts: Register[PlayerId, tuple[Attempt, ...]] = field(default_factory=Register)
    finished: tuple[PlayerId, ...] = ()
    frozen_at: float | None = None  # since when the board tells nothing new
    revealed: tuple[PlayerId, ...] = ()  # lanes that were revealed one by one, the newest last
    hints: Register[PlayerId, tuple[OpenedHint, ...]] = field(default_factory=Register)

    def tried(self, player: PlayerId, lap: int) -> tuple[Attempt, ...]:
        """The student's attempts at one of the challenges."""
        return tuple(attempt for attempt in self.attempts.get(player, ()) if attempt.lap == lap)

    def earned(self, player: PlayerId, lap: int) -> int:
        return sum(attempt.points for attempt in self.tried(player, lap))

    def best(self, player: PlayerId, lap: int) -> int | None:
        """The best score of an accepted attempt; None before the first."""
        return max((a.score for a in self.tried(player, lap) if a.accepted), default=None)

    def hints_open(self, player: PlayerId, lap: int) -> int:
        return sum(hint.lap == lap for hint in self.hints.get(player, ()))

    def hints_price(self, player: PlayerId, lap: int) -> int:
        return sum(hint.price for hint in self.hints.get(player, ()) if hint.lap == lap)

    def may_try(self, player: PlayerId, lap: int) -> bool:
        """The first challenge is for everybody, each next one for those who have solved the one before."""
        return lap == 0 or self.best(player, lap - 1) is not None


Round = QuestionRound | RaceRound


@dataclass(frozen=True, slots=True)
class Prediction:
    numbers: tuple[float, ...]
    key: Key


@dataclass(frozen=True, slots=True)
class Trial:
    """One run of an experiment by one student.  `numbers` is None until it has given them."""

    key: Key
    at: float
    numbers: tuple[float, ...] | None = None
    why: str = ""  # it gave none

    @property
    def waiting(self) -> bool:
        return self.numbers is None and not self.why


@dataclass(frozen=True, slots=True)
class ExperimentRound:
    """An experiment: predict, run, compare.  It has no clock and earns no points."""

    state: Literal["ready", "predicting", "running", "compared"] = "ready"
    predictions: Register[PlayerId, Prediction] = field(default_factory=Register)
    trials: Register[PlayerId, tuple[Trial, ...]] = field(default_factory=Register)
    measured: tuple[Measured, ...] = ()
    why: str = ""  # nothing could be measured


@dataclass(frozen=True, slots=True)
class Replay:
    """The failed run that the projector shows."""

    serial: int  # which one of this room, from 1
    step: int
    player: PlayerId
    attempt: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """A student's place when the leaderboard was last shown."""

    rank: int
    points: int


@dataclass(frozen=True)  # without slots, since it changes with every event
class Room:
    code: str
    series: str
    plan: Plan
    opened_at: float
    players: Register[PlayerId, Player] = field(default_factory=Register)  # the removed ones, too
    seats: Register[str, PlayerId] = field(default_factory=Register)
    names: Register[str, PlayerId] = field(default_factory=Register)  # name key → who had it last
    present: int = 0  # how many students a question waits for
    gone: int = 0  # how many were removed
    waiting: Mapping[str, Waiting] = field(default_factory=dict)  # who asks to be let in, by seat, in order
    step: int | None = None  # None: lobby
    rounds: Mapping[int, Round] = field(default_factory=dict)
    experiments: Mapping[int, ExperimentRound] = field(default_factory=dict)
    totals: Register[PlayerId, int] = field(default_factory=Register)  # revealed points only
    streaks: Mapping[PlayerId, int] = field(default_factory=dict)
    tours: Mapping[int, int] = field(default_factory=dict)  # where in each tour the class is
    replay: Replay | None = None
    replays: int = 0  # how many were shown
    board_shown: bool = False
    board: Mapping[PlayerId, BoardEntry] = field(default_factory=dict)  # as last shown, best first
    board_before: Mapping[PlayerId, BoardEntry] = field(default_factory=dict)  # as shown before that
    paused_at: float | None = None
    clock_set_at: float = 0.0  # when the clock was last started, stopped, or carried over an outage
    extensions: frozenset[Key] = frozenset()  # requests for more time that were granted
    locked: bool = False
    approval: bool = False  # who comes now waits to be let in
    clearings: frozenset[Key] = frozenset()  # requests to remove newcomers that were carried out
    ended: bool = False

    def active(self) -> list[Player]:
        """Students who hold a seat, by start number."""
        return [player for player in self.players.values() if not player.removed]

    def named(self, name_key: str) -> Player | None:
        """The student who has this name now."""
        player = self.players.get(self.names.get(name_key, PlayerId("")))
        return player if player and not player.removed and player.name_key == name_key else None

    def seated(self, seat: str) -> Player | None:
        """Whose seat it is, the removed included, unless they may ask for it anew."""
        player = self.players.get(self.seats.get(seat, PlayerId("")))
        return None if player is None or player.may_return else player

    def question_round(self, step: int) -> QuestionRound:
        found = self.rounds.get(step)
        return found if isinstance(found, QuestionRound) else QuestionRound()

    def race_round(self, step: int) -> RaceRound:
        found = self.rounds.get(step)
        return found if isinstance(found, RaceRound) else RaceRound()

    def experiment_round(self, step: int) -> ExperimentRound:
        return self.experiments.get(step, ExperimentRound())

    def running(self) -> tuple[int, Round] | None:
        """The one round that is open, if any, with its step."""
        for step, round_ in self.rounds.items():
            if round_.state == "open":
                return step, round_
        return None

    def attempt(self, step: int, player: PlayerId, number: int) -> Attempt | None:
        """A student's attempt by its number, from 1."""
        attempts = self.race_round(step).attempts.get(player, ())
        return attempts[number - 1] if 1 <= number <= len(attempts) else None

    def tour(self, step: int) -> Tour | None:
        found = self.plan.steps[step] if 0 <= step < len(self.plan.steps) else None
        return found if isinstance(found, Tour) else None

    def question(self, step: int) -> Question | None:
        """The question at a step of the plan; None if the step is something else or does not exist."""
        found = self.plan.steps[step] if 0 <= step < len(self.plan.steps) else None
        return found if isinstance(found, Question) else None

    def race(self, step: int) -> Race | None:
        found = self.plan.steps[step] if 0 <= step < len(self.plan.steps) else None
        return found if isinstance(found, Race) else None

    def experiment(self, step: int) -> Experiment | None:
        found = self.plan.steps[step] if 0 <= step < len(self.plan.steps) else None
        return found if isinstance(found, Experiment) else None
