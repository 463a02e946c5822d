"""Looks for a schedule that fails, strategy after strategy, and says what was covered.

The order was measured: a few schedules with one preemption (most bugs need one) and by chance (finds what
bounding misses), then every interleaving, which is the proof.  Where that is too many, the same again with
more of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .classify import ORDER, Finding, Rules
from .execute import Result, Stage
from .knowledge import Knowledge
from .linearize import History, key
from .schedulers.base import Search
from .schedulers.chance import Priorities, Uniform
from .schedulers.dpor import PartialOrder
from .schedulers.preemption import Preemptions

STEPS_MAX = 16_000  # of all runs of one scenario together
STEPS_TOGETHER_MAX = 48_000  # of all scenarios
STEPS_OF_A_RUN = 8  # what beginning and ending a run costs, in steps
AFTER_A_FAILURE_MAX = 30  # schedules for each scenario that is left, in case it fails in a simpler way
PROOFS = ("all", "all/r1", "p2", "p1", "sampled")  # strongest first


@dataclass(slots=True)
class Found:
    """A failing schedule."""

    finding: Finding
    rules: Rules
    segments: list[tuple[int, int]]
    preemptions: int
    steps: int

    @property
    def cost(self) -> tuple[int, int, int, int]:
        return (self.finding.rank, self.preemptions, len(self.segments), self.steps)


@dataclass(slots=True)
class Cover:
    """What has been tried of one scenario."""

    rules: Rules
    knowledge: Knowledge
    schedules: int = 0
    steps: int = 0
    proof: str = "sampled"
    cut: bool = False  # some run of the strategy under way did not come to its end
    retried: bool = False  # a loop that takes and gives back something was not followed for ever
    unfinished: tuple[Search, int] | None = None  # to be gone on with, if nothing has been learnt since
    histories: dict[Any, History] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.rules.scenario.name


Phase = tuple[str, Callable[["Cover"], Search], int]


class Explorer:
    def __init__(
        self,
        stage: Stage,
        budget: dict[str, int],
        seed: int,
        tell: Callable[[Cover], None],
        alarm: Callable[[], None],
    ) -> None:
        self.stage = stage
        self.budget = budget
        self.seed = seed
        self.tell = tell
        self.alarm = alarm  # called when a schedule has failed
        self.found: list[Found] = []
        self.steps = 0

    def explore(self, covers: list[Cover]) -> Found | None:
        """The failure that a student should mend first, or None if the budget finds none."""
        for proof, make, most in self._phases():
            for cover in covers:
                if not cover.proof.startswith("all"):
                    few = min(most, AFTER_A_FAILURE_MAX) if self.found else most
                    self._search(cover, (proof, make, few))
                    self.tell(cover)
            if self.found:
                return self._worst(covers)
        return None

    def _worst(self, covers: list[Cover]) -> Found:
        """Chance has a look whether money can be lost too: that should be mended before all else."""
        if min(f.finding.rank for f in self.found) > ORDER.index("lost_update"):
            for cover in covers:
                self._search(cover, ("", lambda c: Uniform(f"{self.seed}/{c.name}"), self.budget["random"]))
        return min(self.found, key=lambda f: f.cost)

    def _phases(self) -> Iterator[Phase]:
        budget = self.budget
        yield "p1", lambda _: Preemptions(1), budget["one"] // 20
        yield "", lambda c: Uniform(f"{self.seed}/{c.name}/few"), budget["random"] // 6
        yield "all", _partial_order, budget["all"] // 12
        yield "p1", lambda _: Preemptions(1), budget["one"] // 4
        yield "", lambda c: Uniform(f"{self.seed}/{c.name}"), budget["random"] // 2
        yield "", lambda c: Priorities(f"{self.seed}/{c.name}"), budget["random"] // 2
        yield "all", _partial_order, budget["all"] // 3
        yield "p1", lambda _: Preemptions(1), budget["one"]
        yield "", lambda c: Uniform(f"{self.seed}/{c.name}/more"), budget["random"] * 2
        yield "all", _partial_order, budget["all"] * 2
        yield "p2", lambda _: Preemptions(2), budget["two"]

    def _search(self, cover: Cover, phase: Phase) -> None:
        """One strategy on one scenario; from the start again whenever something is learnt."""
        proof, make, most = phase
        search = make(cover)
        left, cover.cut = most, cover.cut and cover.unfinished is not None and search is cover.unfinished[0]
        while left > 0 and self._has_steps(cover) and search.begin():
            left -= 1
            result = self.stage.play(cover.rules.scenario, search, cover.knowledge)
            cover.schedules += result.run.cut != "redundant"
            cover.steps += len(result.run.trace) + STEPS_OF_A_RUN
            self.steps += len(result.run.trace) + STEPS_OF_A_RUN
            if self._look(cover, result):
                return
            if cover.knowledge.settle():
                cover.unfinished = None
                search, cover.cut = make(cover), False
                continue
            search.end(result.run)
        if proof == "all":
            cover.unfinished = (search, cover.knowledge.size)
        if proof == "all" and cover.retried:
            proof = "all/r1"
        proven = search.exhausted and proof and not cover.cut
        if proven and PROOFS.index(proof) < PROOFS.index(cover.proof):
            cover.proof = proof

    def _has_steps(self, cover: Cover) -> bool:
        return cover.steps < STEPS_MAX and self.steps < STEPS_TOGETHER_MAX

    def _look(self, cover: Cover, result: Result) -> bool:
        run = result.run
        cover.retried |= run.retried
        if run.cut:
            cover.cut |= run.cut != "redundant"
            return False
        finding = cover.rules.find(result)
        if finding is None:
            if result.history is not None:
                cover.histories.setdefault(key(result.history), result.history)
            return False
        self.alarm()
        self.found.append(Found(finding, cover.rules, run.segments, run.preemptions, len(run.trace)))
        return True


def _partial_order(cover: Cover) -> Search:
    if cover.unfinished is not None and cover.unfinished[1] == cover.knowledge.size:
        return cover.unfinished[0]
    return PartialOrder()
