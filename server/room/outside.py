"""What the world answers to a room: the values and failures that the layers around it share.

They stand here because the layers beside each other (live, store, judge) may all look down, but not sideways.
"""

from dataclasses import dataclass
from typing import Literal

from server.room.events import Event, PlayerId


class JournalConflict(Exception):
    """Somebody wrote this room's journal past what the caller knows: read it again before going on."""


class StoreUnavailable(Exception):
    """Postgres did not answer in time.  Whether the last write happened is unknown: read again."""


class DatabaseTaken(StoreUnavailable):
    """Another server has the database now, so this one writes nothing until that one has stopped."""


class Superseded(Exception):
    """The student sent a newer submission before this one's turn."""


class JudgeUnavailable(Exception):
    """The judge could not judge; nothing is known about the submission."""


@dataclass(frozen=True, slots=True)
class StoredRoom:
    code: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Isolation:
    """How submissions are confined on this machine, as the newest self-test found it."""

    level: str  # as in the ladder of the judge's README
    promise: str  # what that means, in one sentence
    off: str = ""  # why code cannot be run; empty when it can


@dataclass(frozen=True, slots=True)
class DraftKey:
    """A draft belongs to a student, to a challenge of a race, and to the way in which it is written."""

    step: int
    player: PlayerId
    lap: int = 0
    mode: Literal["code", "blocks"] = "code"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on one submission.  `score` is 0 to 100; `report_json` is as in `schema/report.py`."""

    verdict: str
    accepted: bool
    score: int
    message: str
    line: int | None
    report_json: str
    lost: int = 0  # money that vanished in the failing run; negative if it was made
    speedup: float = 0.0  # 0 where nobody measured
    steps: int = 0  # of the run that shows the failure; 0 if there is none to show
