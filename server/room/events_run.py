"""What has happened to runs: tours on the stage, and replays of failed attempts."""

from dataclasses import dataclass

from server.room.ids import PlayerId


@dataclass(frozen=True, slots=True)
class RunMoved:
    """The tour of this step, or the replay that covers it, is shown after `at` of its steps."""

    step: int
    at: int


@dataclass(frozen=True, slots=True)
class ReplayShown:
    """The projector shows how an attempt failed, whatever the step."""

    step: int  # the race
    player: PlayerId
    attempt: int


@dataclass(frozen=True, slots=True)
class ReplayHidden:
    pass


@dataclass(frozen=True, slots=True)
class ReplayNamed:
    """The student said whether the run of an attempt may be shown with their name."""

    step: int
    player: PlayerId
    attempt: int
    named: bool
