"""Runs as the console leads them: the one on the projector, and the failed ones that could be there."""

from typing import Literal

from pydantic import Field

from schema.report import Verdict
from schema.wire.base import AttemptNumber, Key, Message, Piece, PlayerKey, StepIndex


class MoveRun(Message):
    """Show the tour of this step, or the replay that covers it, after `at` of its steps."""

    type: Literal["move_run"] = "move_run"
    key: Key
    step: StepIndex
    at: int = Field(ge=0, le=10_000)


class ShowReplay(Message):
    """Put on the projector how a submission failed."""

    type: Literal["show_replay"] = "show_replay"
    key: Key
    step: StepIndex
    player: PlayerKey
    attempt: AttemptNumber


class HideReplay(Message):
    """Back to what the projector showed before."""

    type: Literal["hide_replay"] = "hide_replay"
    key: Key


class RunOnStage(Piece):
    """The tour or replay that the projector shows: after `at` of its `of` steps."""

    step: StepIndex
    at: int
    of: int


class FailedRun(Piece):
    """A submission whose failing run can be shown.  `named`: the student agreed to be named."""

    player: PlayerKey
    number: int
    name: str
    attempt: int = Field(ge=1)
    verdict: Verdict
    race_ms: int = Field(ge=0, description="When it was submitted, in race time.")
    named: bool
    on_stage: bool


class FailedRuns(Message):
    """The failed runs of the race on the stage, or of the last one, newest first.  Replaces the last list."""

    type: Literal["failed_runs"] = "failed_runs"
    step: StepIndex
    runs: list[FailedRun] = Field(max_length=60)
