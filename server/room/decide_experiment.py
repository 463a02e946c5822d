"""Predict, run, compare: what students and the instructor ask of an experiment, and what runs give."""

from server.room import commands as c
from server.room import events as e
from server.room import experiments
from server.room.events import Event, PlayerId
from server.room.plan import Experiment
from server.room.refusals import Refusal
from server.room.state import ExperimentRound, Room, Trial

ExperimentCommand = (
    c.TakePredictions
    | c.StartTrials
    | c.CompareResults
    | c.Predict
    | c.AskTrial
    | c.ReportTrial
    | c.GiveTrial
    | c.GiveMeasured
)
_STATES = ("ready", "predicting", "running", "compared")


def decide(room: Room, command: ExperimentCommand, now: float) -> list[Event] | Refusal:
    match command:
        case c.Predict():
            return _predict(room, command, now)
        case c.AskTrial() | c.ReportTrial():
            return _try(room, command, now)
        case c.GiveTrial():
            return _give_trial(room, command, now)
        case c.GiveMeasured(step, measured, why):
            round_ = room.experiment_round(step)
            if round_.measured or round_.why or room.experiment(step) is None:
                return []
            return [e.ExperimentMeasured(step, measured, why, now)]
        case _:
            return _advance(room, command, now)


def _advance(
    room: Room, command: c.TakePredictions | c.StartTrials | c.CompareResults, now: float
) -> list[Event] | Refusal:
    step, to = command.step, _target(command)
    if room.ended:
        return Refusal.LESSON_ENDED
    if room.experiment(step) is None:
        return Refusal.WRONG_KIND
    if room.step != step:
        return Refusal.NOT_ON_STAGE
    ahead = _STATES.index(to) - _STATES.index(room.experiment_round(step).state)
    if ahead > 1:
        return Refusal.ONE_AFTER_THE_OTHER
    return [e.ExperimentAdvanced(step, to, now)] if ahead == 1 else []


def _target(command: c.TakePredictions | c.StartTrials | c.CompareResults) -> e.ExperimentState:
    match command:
        case c.TakePredictions():
            return "predicting"
        case c.StartTrials():
            return "running"
        case c.CompareResults():
            return "compared"


def _predict(room: Room, predict: c.Predict, now: float) -> list[Event] | Refusal:
    """The first prediction counts.  Who comes late may predict until they see what the class has found."""
    experiment, round_ = room.experiment(predict.step), room.experiment_round(predict.step)
    earlier = round_.predictions.get(predict.player)
    if refusal := _seat_refusal(room, predict.player):
        return refusal
    if earlier is not None:
        return [] if earlier.key == predict.key else Refusal.ALREADY_PREDICTED
    if experiment is None or round_.state == "ready":
        return Refusal.PREDICTIONS_NOT_OPEN
    if round_.state == "compared" or room.ended:
        return Refusal.PREDICTIONS_CLOSED
    if not experiments.fits(experiments.PREDICTED[experiment.activity], predict.numbers):
        return Refusal.PREDICTION_DOES_NOT_FIT
    return [e.PredictionMade(predict.step, predict.player, predict.numbers, predict.key, now)]


def _try(room: Room, trial: c.AskTrial | c.ReportTrial, now: float) -> list[Event] | Refusal:
    experiment, round_ = room.experiment(trial.step), room.experiment_round(trial.step)
    earlier = round_.trials.get(trial.player, ())
    if any(other.key == trial.key for other in earlier):
        return []
    refusal = _seat_refusal(room, trial.player) or _trial_refusal(room, experiment, round_, trial, now)
    if refusal is not None:
        return refusal
    number = len(earlier) + 1
    if isinstance(trial, c.AskTrial):
        return [e.TrialAsked(trial.step, trial.player, number, trial.key, now)]
    return [e.TrialShown(trial.step, trial.player, number, trial.numbers, trial.key, now)]


def _trial_refusal(
    room: Room,
    experiment: Experiment | None,
    round_: ExperimentRound,
    trial: c.AskTrial | c.ReportTrial,
    now: float,
) -> Refusal | None:
    earlier = round_.trials.get(trial.player, ())
    if experiment is None or round_.state != "running" or room.ended:
        return Refusal.TRIALS_NOT_OPEN
    if trial.player not in round_.predictions:
        return Refusal.PREDICT_FIRST
    if experiments.RUNS_ON[experiment.activity] != ("server" if isinstance(trial, c.AskTrial) else "page"):
        return Refusal.RUNS_ELSEWHERE
    if earlier and earlier[-1].waiting:
        return Refusal.STILL_RUNNING
    if earlier and now < earlier[-1].at + experiments.COOLDOWN_SECONDS:
        return Refusal.RUN_TOO_SOON
    if len(earlier) >= experiments.TRIALS_MAX:
        return Refusal.ENOUGH_TRIALS
    if isinstance(trial, c.ReportTrial) and not _fits(experiment, trial.numbers):
        return Refusal.RESULT_DOES_NOT_FIT
    return None


def _give_trial(room: Room, given: c.GiveTrial, now: float) -> list[Event] | Refusal:
    """Counts whenever it comes, and is kept within bounds wherever it comes from."""
    experiment, trial = room.experiment(given.step), _waiting(room, given)
    if experiment is None or trial is None:
        return Refusal.NO_SUCH_TRIAL
    if given.why:
        return [e.TrialFailed(given.step, given.player, given.trial, given.why)]
    if not _fits(experiment, given.numbers):
        return [e.TrialFailed(given.step, given.player, given.trial, Refusal.RESULT_DOES_NOT_FIT.value)]
    return [e.TrialShown(given.step, given.player, given.trial, given.numbers, trial.key, now)]


def _waiting(room: Room, given: c.GiveTrial) -> Trial | None:
    tried = room.experiment_round(given.step).trials.get(given.player, ())
    found = tried[given.trial - 1] if 1 <= given.trial <= len(tried) else None
    return found if found is not None and found.waiting else None


def _fits(experiment: Experiment, numbers: tuple[float, ...]) -> bool:
    return experiments.fits(experiments.SHOWN[experiment.activity], numbers)


def _seat_refusal(room: Room, player_id: PlayerId) -> Refusal | None:
    player = room.players.get(player_id)
    if player is None:
        return Refusal.NOT_SEATED
    return Refusal.SEAT_REMOVED if player.removed else None
