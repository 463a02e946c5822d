"""What each experiment asks and shows, within which bounds, and how a class's numbers are laid together."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import median
from typing import Literal

from server.room.events import Measured, PlayerId
from server.room.plan import Activity
from server.room.state import ExperimentRound, Prediction, Trial

Place = Literal["server", "page", "once"]  # each student on the server, in their page; or once for the class
TRIALS_MAX = 100  # a student's runs in one experiment
COOLDOWN_SECONDS = 1.0
ENOUGH = 0.75  # of the processors that the work could use


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `low` to `high`; on a student's page in steps of `step`."""

    low: float
    high: float
    step: float

    def hold(self, number: float) -> bool:
        return isfinite(number) and self.low <= number <= self.high


RUNS_ON: Mapping[Activity, Place] = {
    "counter": "server",
    "main-thread": "page",
    "worker": "page",
    "processes": "once",
}
# What a student predicts: the counter; the longest gap in milliseconds; how many times as fast on threads,
# and in processes.
PREDICTED: Mapping[Activity, tuple[Bounds, ...]] = {
    "counter": (Bounds(0, 200, 1),),
    "main-thread": (Bounds(0, 3000, 10),),
    "worker": (Bounds(0, 3000, 10),),
    "processes": (Bounds(0, 8, 0.1), Bounds(0, 8, 0.1)),
}
# What a run shows: the counter with switches of ours, and run plainly; the longest gap in milliseconds.
SHOWN: Mapping[Activity, tuple[Bounds, ...]] = {
    "counter": (Bounds(0, 200, 1), Bounds(0, 200, 1)),
    "main-thread": (Bounds(0, 600_000, 1),),
    "worker": (Bounds(0, 600_000, 1),),
    "processes": (),
}
# Where the bars of a histogram begin; the last one has everything beyond.
EDGES: Mapping[Activity, tuple[int, ...]] = {
    "counter": (*range(0, 200, 20), 200),
    "main-thread": (0, 20, 50, 100, 200, 500, 1000, 1500, 2000, 3000),
}


@dataclass(frozen=True, slots=True)
class Bin:
    """How many predicted, and how many runs showed, a number from `low` to `high`; None: or more."""

    low: int
    high: int | None
    predicted: int
    shown: int
    plain: int


def fits(bounds: Sequence[Bounds], numbers: Sequence[float]) -> bool:
    return len(numbers) == len(bounds) and all(
        bound.hold(number) for bound, number in zip(bounds, numbers, strict=True)
    )


def histogram(activity: Activity, round_: ExperimentRound) -> tuple[Bin, ...]:
    """The whole class's predictions and runs; empty for an experiment that has none."""
    edges = EDGES.get(activity, ())
    results = shown_in(round_.trials)
    predicted = _counted(edges, (p.numbers[0] for p in round_.predictions.values()))
    shown = _counted(edges, (numbers[0] for numbers in results))
    plain = _counted(edges, (numbers[1] for numbers in results if len(numbers) > 1))
    ends = [*(edge - 1 for edge in edges[1:]), 200 if activity == "counter" else None]
    return tuple(map(Bin, edges, ends, predicted, shown, plain))


def _counted(edges: Sequence[int], numbers: Iterable[float]) -> list[int]:
    counts = [0] * len(edges)
    for number in numbers:
        if edges:
            counts[max(0, bisect_right(edges, number) - 1)] += 1
    return counts


def shown_in(trials: Mapping[PlayerId, tuple[Trial, ...]]) -> list[tuple[float, ...]]:
    """What came of every run that gave numbers."""
    return [trial.numbers for tried in trials.values() for trial in tried if trial.numbers is not None]


def was_held_up(measured: Measured) -> bool:
    """Work that needs several processors at once had to do with fewer."""
    needed = measured.workers if measured.what in ("processes", "free-threads") else 1
    return measured.processors is not None and measured.processors < ENOUGH * needed


def typical_result(round_: ExperimentRound) -> float | None:
    """The middle one of all runs: a phone that was asleep for a minute does not move it."""
    results = [numbers[0] for numbers in shown_in(round_.trials)]
    return median(results) if results else None


def typical_prediction(predictions: Mapping[PlayerId, Prediction], of: int = 0) -> float | None:
    numbers = [prediction.numbers[of] for prediction in predictions.values()]
    return median(numbers) if numbers else None
