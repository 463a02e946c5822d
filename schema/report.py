"""What a judged run comes to: the one object that `threadrace judge --json` prints.

The judge's confined process claims it, the server checks it, screens and the command line show it.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal[
    "accepted",
    "lost_update",
    "overdraft",
    "torn_read",
    "not_linearizable",
    "deadlock",
    "livelock",
    "wrong_answer",
    "exception",
    "time_limit",
    "memory_limit",
    "rejected",
]
Proof = Literal["all", "all/r1", "p2", "p1", "sampled"]

Count = Annotated[int, Field(ge=0, le=10**9)]
Line = Annotated[int, Field(ge=0, le=100_000)]
Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=2_000)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ScenarioExplored(_Part):
    """How far one scenario was searched."""

    name: Short
    schedules: Count
    proof: Proof


class Explored(_Part):
    """How far the search went; `proof` is the weakest over the scenarios."""

    schedules: Count
    proof: Proof
    seconds: float = Field(ge=0, le=10**6)
    scenarios: Annotated[list[ScenarioExplored], Field(max_length=64)]


class Load(_Part):
    """One load of the performance run."""

    name: Short
    makespan_ticks: Count
    sequential_ticks: Count
    speedup: float = Field(ge=0, le=10**6)


class Performance(_Part):
    """How much of the work overlaps, in virtual time: the same on every machine, however busy."""

    makespan_ticks: Count
    sequential_ticks: Count
    speedup: float = Field(ge=0, le=10**6)
    loads: Annotated[list[Load], Field(max_length=16)]


class Step(_Part):
    """One thing that one thread did.  Line 0 is the judge's own call."""

    thread: Annotated[int, Field(ge=-1, le=1_000)]
    line: Line
    column: Line
    op: Annotated[str, Field(max_length=20)]
    target: Short
    value: Short


class Witness(_Part):
    """A schedule that fails, as steps.  `threadrace replay` repeats it from `schedule` alone."""

    scenario: Short
    schedule: Annotated[str, Field(max_length=60_000)]
    preemptions: Count
    gil_reachable: bool | None = Field(
        description="Could this Python's own thread switches ever show it?  None where nobody looked."
    )
    story: Long
    steps: Annotated[list[Step], Field(max_length=400)]
    threads: Annotated[list[Short], Field(max_length=80)]
    expected: Long
    observed: Long
    lost: Annotated[int, Field(ge=-(10**12), le=10**12)] = Field(
        default=0, description="Money that vanished; negative if it was made."
    )


class Claim(_Part):
    """A report as the confined process makes it."""

    format: Literal[1]
    challenge: Short
    verdict: Verdict
    accepted: bool
    score: Annotated[int, Field(ge=0, le=100)]
    seed: int
    judge_version: Short
    python: Short
    explored: Explored
    performance: Performance | None
    witness: Witness | None
    message: Long
    line: Line | None = Field(description="The line of the submission to look at first.")


class Report(Claim):
    """A report that the server stands for; `sandbox` says how the run was confined."""

    sandbox: Short
