"""Examples side by side, and experiments: predict, run, compare."""

from typing import Literal

from pydantic import Field

from schema.wire.base import Piece, StepIndex

Activity = Literal["counter", "main-thread", "worker", "processes"]
BarName = Literal["main-thread", "worker", "one", "threads", "processes", "free-threads"]


class CodeTab(Piece):
    label: str
    code_html: str
    program: str = Field(description="The page's own program that runs this; empty: only to be read.")


class CodeScene(Piece):
    """Examples, one tab each; side by side where there is room."""

    kind: Literal["code"] = "code"
    step: StepIndex
    title: str
    intro_html: str
    tabs: list[CodeTab]


class Ask(Piece):
    """One number to predict."""

    low: float
    high: float
    by: float = Field(description="The smallest step of the control.")


class Bin(Piece):
    """From `low` to `high`, both included: how many predicted it, and how many runs showed it."""

    low: int
    high: int | None = Field(description="None: or more.")
    predicted: int
    shown: int
    plain: int = Field(description="Runs of the counter without our switches.")


class Bar(Piece):
    """Milliseconds, or how many times as fast as one thread alone."""

    what: BarName
    value: float
    predicted: float | None = Field(description="The class's middle prediction.")
    workers: int


class Found(Piece):
    """What the class predicted and found."""

    bins: list[Bin]
    bars: list[Bar]
    learned_html: str
    why: str = Field(description="Why nothing could be measured; empty when something was.")
    busy: bool = Field(description="The machine had other work while it measured.")


class ExperimentScene(Piece):
    """An experiment in one of its four states.  Counters are 0 for students, `found` comes when compared."""

    kind: Literal["experiment"] = "experiment"
    step: StepIndex
    state: Literal["ready", "predicting", "running", "compared"]
    activity: Activity
    runs_on: Literal["server", "page", "once"]
    title: str
    prompt_html: str
    code_html: str
    asks: list[Ask]
    predicted: int = Field(description="Students who have predicted.")
    tried: int = Field(description="Students who have run it.")
    runs: int
    of: int = Field(description="Students who are here.")
    measuring: bool = Field(description="The server is measuring just now.")
    found: Found | None
    off: str = Field(description="Why this cannot be run on this server; empty when it can.")
