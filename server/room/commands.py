"""What may be asked of a room.  Doing again what is already so changes nothing and is not refused.

Who may ask is decided above: students' commands carry the student whom the connection belongs to.
"""

from dataclasses import dataclass
from typing import Literal

from server.room.events import Given, Key, Measured, PlayerId
from server.room.outside import Judged

# A student asks.


@dataclass(frozen=True, slots=True)
class Join:
    """`player` is a fresh id, used only if `seat` holds no seat yet."""

    player: PlayerId
    name: str
    name_key: str
    seat: str


@dataclass(frozen=True, slots=True)
class Answer:
    player: PlayerId
    step: int
    given: Given
    key: Key


@dataclass(frozen=True, slots=True)
class Submit:
    player: PlayerId
    step: int
    source: str
    key: Key
    lap: int = 0


@dataclass(frozen=True, slots=True)
class OpenHint:
    player: PlayerId
    step: int
    lap: int
    hint: int


@dataclass(frozen=True, slots=True)
class Predict:
    player: PlayerId
    step: int
    numbers: tuple[float, ...]
    key: Key


@dataclass(frozen=True, slots=True)
class AskTrial:
    """Run the experiment's program on the server."""

    player: PlayerId
    step: int
    key: Key


@dataclass(frozen=True, slots=True)
class ReportTrial:
    """It ran in the student's own page."""

    player: PlayerId
    step: int
    numbers: tuple[float, ...]
    key: Key


@dataclass(frozen=True, slots=True)
class NameReplay:
    """May the run of this attempt be shown with the student's name?"""

    player: PlayerId
    step: int
    attempt: int
    named: bool


# The instructor asks.


@dataclass(frozen=True, slots=True)
class ShowStep:
    """`seen` is what the class saw when this was asked for; None: whatever it sees."""

    step: int
    seen: int | Literal["lobby"] | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    step: int


@dataclass(frozen=True, slots=True)
class CloseQuestion:
    step: int


@dataclass(frozen=True, slots=True)
class RevealAnswer:
    step: int


@dataclass(frozen=True, slots=True)
class OpenRace:
    step: int


@dataclass(frozen=True, slots=True)
class CloseRace:
    step: int


@dataclass(frozen=True, slots=True)
class FreezeRace:
    step: int


@dataclass(frozen=True, slots=True)
class RevealLane:
    """The next one of those held back behind the frozen board, from the bottom."""

    step: int


@dataclass(frozen=True, slots=True)
class RevealLanes:
    """All of them at once."""

    step: int


@dataclass(frozen=True, slots=True)
class TakePredictions:
    step: int


@dataclass(frozen=True, slots=True)
class StartTrials:
    step: int


@dataclass(frozen=True, slots=True)
class CompareResults:
    step: int


@dataclass(frozen=True, slots=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True)
class Resume:
    pass


@dataclass(frozen=True, slots=True)
class ExtendTime:
    seconds: float
    key: Key


@dataclass(frozen=True, slots=True)
class ShowLeaderboard:
    pass


@dataclass(frozen=True, slots=True)
class HideLeaderboard:
    pass


@dataclass(frozen=True, slots=True)
class MoveRun:
    step: int
    at: int


@dataclass(frozen=True, slots=True)
class ShowReplay:
    step: int
    player: PlayerId
    attempt: int


@dataclass(frozen=True, slots=True)
class HideReplay:
    pass


@dataclass(frozen=True, slots=True)
class LockRoom:
    locked: bool


@dataclass(frozen=True, slots=True)
class SetApproval:
    on: bool


@dataclass(frozen=True, slots=True)
class Admit:
    """Let these in who wait; whoever does not wait any more is passed over."""

    players: tuple[PlayerId, ...]


@dataclass(frozen=True, slots=True)
class TurnAway:
    players: tuple[PlayerId, ...]


@dataclass(frozen=True, slots=True)
class ClearNewcomers:
    """Remove everybody who came in the last `seconds`; from here on, who comes waits to be let in."""

    seconds: float
    key: Key


@dataclass(frozen=True, slots=True)
class RenamePlayer:
    player: PlayerId
    name: str
    name_key: str


@dataclass(frozen=True, slots=True)
class RemovePlayer:
    player: PlayerId


@dataclass(frozen=True, slots=True)
class EndLesson:
    pass


# The server itself asks.


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; close what is due."""


@dataclass(frozen=True, slots=True)
class LoseSight:
    """A student has been unreachable for longer than a reload takes."""

    player: PlayerId


@dataclass(frozen=True, slots=True)
class ComeBack:
    player: PlayerId


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Since then the server was down, or could not save; the running clock does not count it."""

    since: float


@dataclass(frozen=True, slots=True)
class Supersede:
    player: PlayerId
    step: int
    attempt: int


@dataclass(frozen=True, slots=True)
class GiveVerdict:
    player: PlayerId
    step: int
    attempt: int
    judged: Judged


@dataclass(frozen=True, slots=True)
class GiveTrial:
    """`why` says why there are no numbers; empty when there are."""

    player: PlayerId
    step: int
    trial: int
    numbers: tuple[float, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class GiveMeasured:
    """`why` says why nothing was measured; empty when something was."""

    step: int
    measured: tuple[Measured, ...]
    why: str = ""


Command = (
    Join
    | Answer
    | Submit
    | OpenHint
    | Predict
    | AskTrial
    | ReportTrial
    | NameReplay
    | ShowStep
    | OpenQuestion
    | CloseQuestion
    | RevealAnswer
    | OpenRace
    | CloseRace
    | TakePredictions
    | StartTrials
    | CompareResults
    | FreezeRace
    | RevealLane
    | RevealLanes
    | Pause
    | Resume
    | ExtendTime
    | ShowLeaderboard
    | HideLeaderboard
    | MoveRun
    | ShowReplay
    | HideReplay
    | LockRoom
    | SetApproval
    | Admit
    | TurnAway
    | ClearNewcomers
    | RenamePlayer
    | RemovePlayer
    | EndLesson
    | Tick
    | LoseSight
    | ComeBack
    | CarryOver
    | Supersede
    | GiveVerdict
    | GiveTrial
    | GiveMeasured
)
