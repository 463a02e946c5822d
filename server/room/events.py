"""What has happened in a room.  The journal of these, in order, is the room.

`at` is room time in seconds (see `server/live/clock.py`); points are in the event, so that a new scoring rule
never rewrites an old lesson.
"""

from dataclasses import dataclass
from typing import Literal

from server.room.events_experiment import ExperimentAdvanced as ExperimentAdvanced
from server.room.events_experiment import ExperimentMeasured as ExperimentMeasured
from server.room.events_experiment import ExperimentState as ExperimentState
from server.room.events_experiment import Measured as Measured
from server.room.events_experiment import PredictionMade as PredictionMade
from server.room.events_experiment import TrialAsked as TrialAsked
from server.room.events_experiment import TrialFailed as TrialFailed
from server.room.events_experiment import TrialShown as TrialShown
from server.room.events_run import ReplayHidden as ReplayHidden
from server.room.events_run import ReplayNamed as ReplayNamed
from server.room.events_run import ReplayShown as ReplayShown
from server.room.events_run import RunMoved as RunMoved
from server.room.given import Figure as Figure  # part of what happened
from server.room.given import Given as Given
from server.room.given import Order as Order
from server.room.given import Pairs as Pairs
from server.room.given import Pick as Pick
from server.room.given import Picks as Picks
from server.room.given import Words as Words
from server.room.ids import Key as Key
from server.room.ids import PlayerId as PlayerId
from server.room.plan import Plan


@dataclass(frozen=True, slots=True)
class RoomOpened:
    code: str
    series: str
    plan: Plan
    at: float
    key: str = ""  # of the request that asked for it; empty for the one that the server opens itself


@dataclass(frozen=True, slots=True)
class PlayerJoined:
    player: PlayerId
    number: int  # start number, from 1, theirs for the whole lesson
    name: str
    name_key: str  # equal for names that a reader could take for each other
    seat: str  # SHA-256 of the seat token, in hex
    at: float


@dataclass(frozen=True, slots=True)
class PlayerRenamed:
    player: PlayerId
    name: str
    name_key: str


@dataclass(frozen=True, slots=True)
class PlayerRemoved:
    player: PlayerId
    may_return: bool = False  # their seat is free again, and they may ask for one anew


@dataclass(frozen=True, slots=True)
class PlayerKnocked:
    """Asks to be let in; `PlayerJoined` follows, or `PlayerTurnedAway`."""

    player: PlayerId
    name: str
    name_key: str
    seat: str
    at: float


@dataclass(frozen=True, slots=True)
class PlayerTurnedAway:
    player: PlayerId


@dataclass(frozen=True, slots=True)
class ApprovalSet:
    """On: who comes now waits until the instructor lets them in."""

    on: bool


@dataclass(frozen=True, slots=True)
class NewcomersCleared:
    """Those who came last were removed, on the request with this key."""

    key: Key


@dataclass(frozen=True, slots=True)
class PlayerAway:
    """Gone for longer than a reload takes; a question no longer waits for them."""

    player: PlayerId


@dataclass(frozen=True, slots=True)
class PlayerBack:
    player: PlayerId


@dataclass(frozen=True, slots=True)
class RoomLocked:
    locked: bool


@dataclass(frozen=True, slots=True)
class StepShown:
    step: int


@dataclass(frozen=True, slots=True)
class QuestionOpened:
    step: int
    at: float
    closes_at: float


@dataclass(frozen=True, slots=True)
class AnswerLocked:
    step: int
    player: PlayerId
    given: Given
    key: Key
    share: float  # how much of it is right, 0 to 1
    points: int  # all of it, speed and streak bonus included
    speed_bonus: int
    streak: int  # right answers in a row, this one included
    at: float


@dataclass(frozen=True, slots=True)
class QuestionClosed:
    step: int
    why: Literal["time", "all_answered", "console"]
    at: float


@dataclass(frozen=True, slots=True)
class AnswerRevealed:
    step: int


@dataclass(frozen=True, slots=True)
class LeaderboardShown:
    pass


@dataclass(frozen=True, slots=True)
class LeaderboardHidden:
    pass


@dataclass(frozen=True, slots=True)
class ClockPaused:
    at: float


@dataclass(frozen=True, slots=True)
class ClockResumed:
    at: float
    closes_at: float | None  # of the running round, if any


@dataclass(frozen=True, slots=True)
class TimeExtended:
    step: int
    seconds: float
    key: Key


@dataclass(frozen=True, slots=True)
class ClockCarriedOver:
    """For `seconds` until `at` nobody could answer: the server was down, or could not save."""

    seconds: float
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class RaceOpened:
    step: int
    at: float
    closes_at: float


@dataclass(frozen=True, slots=True)
class CodeSubmitted:
    step: int
    player: PlayerId
    attempt: int  # from 1
    source: str
    key: Key
    race_seconds: float  # race time at which it arrived
    at: float
    lap: int = 0  # which of the race's challenges


@dataclass(frozen=True, slots=True)
class SubmissionSuperseded:
    """A newer one came before this one's turn."""

    step: int
    player: PlayerId
    attempt: int


@dataclass(frozen=True, slots=True)
class VerdictGiven:
    step: int
    player: PlayerId
    attempt: int
    verdict: str  # as in schema.wire.shared.Verdict
    accepted: bool
    message: str
    line: int | None
    report_json: str
    points: int  # what it adds to what the student had from this challenge
    speed_bonus: int
    place: int | None  # order of finish; only for the first accepted one
    at: float
    score: int = 100  # of 100; counts only where accepted
    lost: int = 0  # money that vanished in the failing run; negative if it was made
    speedup: float = 0.0  # how much of the work overlaps; 0 where nobody measured
    held: bool = False  # the board was frozen when it was sent: shows, and counts, when its lane is revealed
    steps: int = 0  # of the run that shows the failure; 0 if there is none to show


@dataclass(frozen=True, slots=True)
class HintOpened:
    step: int
    player: PlayerId
    lap: int
    hint: int  # from 0; they open in order
    price: int  # taken off what the challenge still earns
    at: float


@dataclass(frozen=True, slots=True)
class RaceClosed:
    step: int
    why: Literal["time", "all_finished", "console"]
    at: float


@dataclass(frozen=True, slots=True)
class RaceFrozen:
    """What is submitted from now on shows only after the race."""

    step: int
    at: float


@dataclass(frozen=True, slots=True)
class LaneRevealed:
    """What one student did behind the frozen board."""

    step: int
    player: PlayerId


@dataclass(frozen=True, slots=True)
class RaceThawed:
    """Everything that was held back shows, and counts."""

    step: int


@dataclass(frozen=True, slots=True)
class LessonEnded:
    at: float


Event = (
    RoomOpened
    | PlayerJoined
    | PlayerRenamed
    | PlayerRemoved
    | PlayerKnocked
    | PlayerTurnedAway
    | ApprovalSet
    | NewcomersCleared
    | PlayerAway
    | PlayerBack
    | RoomLocked
    | StepShown
    | RunMoved
    | ReplayShown
    | ReplayHidden
    | ReplayNamed
    | QuestionOpened
    | AnswerLocked
    | QuestionClosed
    | AnswerRevealed
    | LeaderboardShown
    | LeaderboardHidden
    | ClockPaused
    | ClockResumed
    | TimeExtended
    | ClockCarriedOver
    | RaceOpened
    | CodeSubmitted
    | SubmissionSuperseded
    | VerdictGiven
    | HintOpened
    | RaceClosed
    | RaceFrozen
    | LaneRevealed
    | RaceThawed
    | ExperimentAdvanced
    | PredictionMade
    | TrialAsked
    | TrialShown
    | TrialFailed
    | ExperimentMeasured
    | LessonEnded
)
