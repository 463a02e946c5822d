"""What is seen of an experiment: counters while it goes on, and what the class found once it is compared."""

from dataclasses import dataclass
from typing import Literal

from server.room import experiments
from server.room.events import PlayerId
from server.room.experiments import Bin, Bounds, Place
from server.room.plan import Activity, Experiment
from server.room.state import ExperimentRound, Room, Trial

BarName = Literal["main-thread", "worker", "one", "threads", "processes", "free-threads"]
OWN_TRIALS_MAX = 20


@dataclass(frozen=True, slots=True)
class BarView:
    """One bar: milliseconds, or how many times as fast.  `predicted` is what the class's middle one said."""

    what: BarName
    value: float
    predicted: float | None
    workers: int


@dataclass(frozen=True, slots=True)
class FoundView:
    bins: tuple[Bin, ...]
    bars: tuple[BarView, ...]
    learned_md: str
    why: str  # nothing could be measured
    busy: bool  # the machine had other work while it measured


@dataclass(frozen=True, slots=True)
class ExperimentView:
    step: int
    state: Literal["ready", "predicting", "running", "compared"]
    activity: Activity
    runs_on: Place
    title: str
    prompt_md: str
    language: str
    source: str
    asks: tuple[Bounds, ...]
    predicted: int
    tried: int
    runs: int
    of: int
    measuring: bool
    found: FoundView | None


@dataclass(frozen=True, slots=True)
class MyExperimentView:
    """`trials` are the newest ones, the last of which is number `count`."""

    step: int
    prediction: tuple[float, ...]  # empty until it is made
    trials: tuple[Trial, ...]
    count: int
    cooldown_seconds: float


def experiment_scene(room: Room, step: int, experiment: Experiment, *, counted: bool) -> ExperimentView:
    """`counted`: with the counters, which students do without."""
    round_ = room.experiment_round(step)
    once = experiments.RUNS_ON[experiment.activity] == "once"
    return ExperimentView(
        step=step,
        state=round_.state,
        activity=experiment.activity,
        runs_on=experiments.RUNS_ON[experiment.activity],
        title=experiment.title,
        prompt_md=experiment.prompt_md,
        language=experiment.language,
        source=experiment.source,
        asks=experiments.PREDICTED[experiment.activity],
        predicted=len(round_.predictions) if counted else 0,
        tried=len(round_.trials) if counted else 0,
        runs=sum(map(len, round_.trials.values())) if counted else 0,
        of=max(room.present, len(round_.predictions)) if counted else 0,
        measuring=once and round_.state in ("running", "compared") and not (round_.measured or round_.why),
        found=_found(room, step, experiment, round_) if round_.state == "compared" else None,
    )


def _found(room: Room, step: int, experiment: Experiment, round_: ExperimentRound) -> FoundView:
    bins = experiments.histogram(experiment.activity, round_)
    busy = any(map(experiments.was_held_up, round_.measured))
    return FoundView(bins, _bars(room, step, experiment, round_), experiment.learned_md, round_.why, busy)


def _bars(room: Room, step: int, experiment: Experiment, round_: ExperimentRound) -> tuple[BarView, ...]:
    match experiment.activity:
        case "counter":
            return ()
        case "main-thread":
            return _gap("main-thread", round_)
        case "worker":
            return (*_gap("main-thread", _earlier(room, step)), *_gap("worker", round_))
        case "processes":
            return _speedups(round_)


def _gap(what: BarName, round_: ExperimentRound) -> tuple[BarView, ...]:
    value = experiments.typical_result(round_)
    predicted = experiments.typical_prediction(round_.predictions)
    return (BarView(what, value, predicted, 1),) if value is not None else ()


def _earlier(room: Room, step: int) -> ExperimentRound:
    """The class's runs on the main thread, to lay beside: the last such experiment before this step."""
    found = ExperimentRound()
    for index, other in enumerate(room.plan.steps[:step]):
        if isinstance(other, Experiment) and other.activity == "main-thread":
            found = room.experiments.get(index, found)
    return found


def _speedups(round_: ExperimentRound) -> tuple[BarView, ...]:
    asked = {"threads": 0, "processes": 1}
    return tuple(
        BarView(
            bar.what,
            bar.speedup,
            experiments.typical_prediction(round_.predictions, asked[bar.what])
            if bar.what in asked
            else None,
            bar.workers,
        )
        for bar in round_.measured
    )


def my_experiment(room: Room, step: int, player: PlayerId, now: float) -> MyExperimentView:
    """What is one student's own."""
    round_ = room.experiment_round(step)
    trials, prediction = round_.trials.get(player, ()), round_.predictions.get(player)
    wait = trials[-1].at + experiments.COOLDOWN_SECONDS - now if trials else 0.0
    return MyExperimentView(
        step,
        prediction.numbers if prediction else (),
        trials[-OWN_TRIALS_MAX:],
        len(trials),
        max(0.0, wait),
    )
