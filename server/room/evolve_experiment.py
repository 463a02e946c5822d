"""One event of an experiment further."""

from dataclasses import replace

from server.room import events as e
from server.room.events import PlayerId
from server.room.state import ExperimentRound, Prediction, Room, Trial

ExperimentEvent = (
    e.ExperimentAdvanced
    | e.PredictionMade
    | e.TrialAsked
    | e.TrialShown
    | e.TrialFailed
    | e.ExperimentMeasured
)


def evolve(room: Room, event: ExperimentEvent) -> Room:
    round_ = _after(room.experiment_round(event.step), event)
    if isinstance(event, e.ExperimentAdvanced):
        room = replace(room, board_shown=False)
    return replace(room, experiments={**room.experiments, event.step: round_})


def _after(round_: ExperimentRound, event: ExperimentEvent) -> ExperimentRound:
    match event:
        case e.ExperimentAdvanced(_, to):
            return replace(round_, state=to)
        case e.PredictionMade(_, player, numbers, key):
            return replace(round_, predictions=round_.predictions.entered(player, Prediction(numbers, key)))
        case e.TrialAsked(_, player, number, key, at):
            return _with_trial(round_, player, number, Trial(key, at))
        case e.TrialShown(_, player, number, numbers, key, at):
            return _with_trial(round_, player, number, Trial(key, at, numbers))
        case e.TrialFailed(_, player, number, why):
            failed = replace(round_.trials[player][number - 1], why=why)
            return _with_trial(round_, player, number, failed)
        case e.ExperimentMeasured(_, measured, why):
            return replace(round_, measured=measured, why=why)


def _with_trial(round_: ExperimentRound, player: PlayerId, number: int, trial: Trial) -> ExperimentRound:
    trials = round_.trials.get(player, ())
    changed = (*trials[: number - 1], trial, *trials[number:])
    return replace(round_, trials=round_.trials.entered(player, changed))
