"""What has happened in an experiment: predict, run, compare."""

from dataclasses import dataclass
from typing import Literal

from server.room.ids import Key, PlayerId

ExperimentState = Literal["predicting", "running", "compared"]


@dataclass(frozen=True, slots=True)
class ExperimentAdvanced:
    step: int
    to: ExperimentState
    at: float


@dataclass(frozen=True, slots=True)
class PredictionMade:
    step: int
    player: PlayerId
    numbers: tuple[float, ...]  # as `experiments.PREDICTED` has them
    key: Key
    at: float


@dataclass(frozen=True, slots=True)
class TrialAsked:
    """A student wants the server to run the program once more."""

    step: int
    player: PlayerId
    trial: int  # from 1
    key: Key
    at: float


@dataclass(frozen=True, slots=True)
class TrialShown:
    """What one run gave: on the server, or in the student's own page, which says so itself."""

    step: int
    player: PlayerId
    trial: int
    numbers: tuple[float, ...]  # as `experiments.SHOWN` has them
    key: Key
    at: float


@dataclass(frozen=True, slots=True)
class TrialFailed:
    step: int
    player: PlayerId
    trial: int
    why: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The same work done in one way.  `speedup` is against one thread alone."""

    what: Literal["one", "threads", "processes", "free-threads"]
    workers: int
    seconds: float
    speedup: float
    processors: float | None = None  # as many as it had on average; None: unknown


@dataclass(frozen=True, slots=True)
class ExperimentMeasured:
    """What the server measured once for the whole class; or why it could not."""

    step: int
    measured: tuple[Measured, ...]
    why: str
    at: float
