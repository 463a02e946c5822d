"""The judge beside what else there is: a plain stress run, and `frontrun` where it is installed.

All try the same corpus, every submission of the `bank` challenge, in one run on one machine.  A wrong one
is found, or missed; a right one is let through, accused, or left undecided.  `RACE_SECONDS` bounds what
`frontrun` may take.  Before that: what this engine does with every submission of the lesson, and with those
in the folder `THREADRACE_CORPUS`, if that is set.
"""

import asyncio
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.judge.challenge import BUILT_IN_CHALLENGES, Challenge, load_challenge, load_challenges
from server.judge.inside import run_job
from server.judge.inside.execute import Stage
from server.judge.inside.explorer import PROOFS
from server.judge.inside.gate import Refused, check
from server.judge.inside.instrument import instrument
from server.judge.inside.knowledge import Knowledge
from server.judge.inside.linearize import Scenario, key, legal_histories, load_reference, outcome_of, perform
from server.judge.inside.schedulers.dpor import PartialOrder

BANK = BUILT_IN_CHALLENGES / "bank"
RIGHT = ("accepted", "right")  # folders of right submissions
SPEED_ROUNDS, SPEED_SCHEDULES = 5, 600
STRESS_ROUNDS = 200  # of each scenario
STUCK_SECONDS = 2.0
FRONTRUN_ATTEMPTS = 100  # of each scenario
RACE_SECONDS = 2.0  # of each scenario

Tries = Callable[[Challenge, str], bool | None]  # is it wrong?  None: undecided


@dataclass
class Row:
    """What one tool did with the corpus."""

    found: int = 0
    wrong: int = 0
    accused: int = 0
    right: int = 0
    undecided: int = 0
    seconds: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"found {self.found:3} of {self.wrong:<3} accused {self.accused:2} of {self.right:<3}"
            f" undecided {self.undecided:2}   {spread(self.seconds)}"
        )


async def main() -> None:
    """Prints what the engine did with every submission, and one line per tool that tried the same."""
    tries = [judge(challenge, path) for challenge, path in corpus()]
    print_proofs(tries)
    print_times(tries)
    print_speed(load_challenge(BANK))
    challenge = load_challenge(BANK)
    print(f"\n{'this judge':16} {measured(judged, challenge)}", flush=True)
    print(f"{'plain stress':16} {measured(stressed, challenge)}", flush=True)
    program = Path(sys.executable).with_name("frontrun")
    if program.exists():  # it needs a process of its own, which it changes from the ground up
        process = await asyncio.create_subprocess_exec(program, sys.executable, "-m", "benchmarks.judge")
        await process.wait()
    else:
        print("frontrun         not installed: pip install --require-hashes -r requirements-bench.txt")


# -- this judge -----------------------------------------------------------------------------------


@dataclass
class Try:
    """One submission, judged by the engine in this process."""

    challenge: Challenge
    report: dict[str, Any]
    is_right: bool
    seconds: float  # of processor time, without the start of a process
    first_seconds: float | None  # until the first schedule failed


def corpus() -> list[tuple[Challenge, Path]]:
    """Every submission of the lesson that can be run; and of a folder of `right` and `wrong` banks."""
    found = [
        (challenge, path)
        for challenge in load_challenges().values()
        for path in sorted((BUILT_IN_CHALLENGES / challenge.slug / "submissions").glob("*/*.py"))
        if path.parent.name != "rejected"
    ]
    more = os.environ.get("THREADRACE_CORPUS")
    banks = sorted(Path(more).glob("*/*.py")) if more else []
    return [*found, *((load_challenge(BANK), path) for path in banks)]


def judge(challenge: Challenge, path: Path) -> Try:
    report: dict[str, Any] = {}
    first: list[float] = []
    began = time.process_time()

    def hear(frame: dict[str, Any]) -> None:
        if frame["type"] == "failure":
            first.append(time.process_time() - began)
        elif frame["type"] == "report":
            report.update(frame["report"])

    run_job(challenge.job(path.read_text("utf-8")), hear)
    took = time.process_time() - began
    return Try(challenge, report, path.parent.name in RIGHT, took, first[0] if first else None)


def print_proofs(tries: list[Try]) -> None:
    """How strong the proof is that a right submission is right, by the size of the scenario."""
    levels: dict[str, list[str]] = {"two threads": [], "three, one call each": [], "three, with more": []}
    for each in tries:
        if each.is_right:
            sizes = {s["name"]: [len(t) for t in s["threads"]] for s in each.challenge.scenarios}
            for scenario in each.report["explored"]["scenarios"]:
                lengths = sizes[scenario["name"]]
                kind = 0 if len(lengths) < 3 else 1 if max(lengths) == 1 else 2
                list(levels.values())[kind].append(scenario["proof"])
    print(f"{'proof':22}{''.join(f'{p:>9}' for p in PROOFS)}   every interleaving")
    for kind_name, found in levels.items():
        share = sum(level.startswith("all") for level in found) / len(found)
        print(f"{kind_name:22}{''.join(f'{found.count(p):9}' for p in PROOFS)}   {share:.1%}")


def print_times(tries: list[Try]) -> None:
    right = [t.seconds for t in tries if t.is_right]
    wrong = [t for t in tries if not t.is_right]
    first = [t.first_seconds for t in wrong if t.first_seconds is not None]
    accused = sum(t.is_right and not t.report["accepted"] for t in tries)
    print(f"\nright: {len(right)}, of them accused {accused}; {spread(right)} of processor time")
    print(f"wrong: {len(wrong)}, of them found {sum(not t.report['accepted'] for t in wrong)}")
    print(f"  until the first failing schedule {spread(first)}")
    print(f"  until the verdict is told        {spread([t.seconds for t in wrong])}")


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    median, p95 = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {median:6.3f} s   p95 {p95:6.3f} s   longest {ordered[-1]:6.3f} s"


def judged(challenge: Challenge, source: str) -> bool | None:
    """Our own verdict."""
    frames: list[dict[str, Any]] = []
    run_job(challenge.job(source), frames.append)
    return not frames[-1]["report"]["accepted"]


def print_speed(challenge: Challenge) -> None:
    """Schedules per second of processor time: one lock, two threads, two calls each."""
    source = (BANK / "submissions" / "accepted" / "one_lock.py").read_text("utf-8")
    checked = check(source)
    assert not isinstance(checked, Refused)
    stage = Stage(instrument(source, checked), dict(challenge.entry), threads_must_end=False)
    plain = next(s for s in challenge.scenarios if s["name"] == "opposite")
    scenario, knowledge = Scenario.from_plain(plain), Knowledge()
    best = 0.0
    for _ in range(SPEED_ROUNDS):
        began, schedules = time.process_time(), 0
        while schedules < SPEED_SCHEDULES:
            search = PartialOrder()
            while search.begin():
                search.end(stage.play(scenario, search, knowledge).run)
                schedules += 1
        best = max(best, schedules / (time.process_time() - began))
    stage.crew.dismiss()
    print(f"\n{best:.0f} schedules per second of processor time, on real threads; the best of {SPEED_ROUNDS}")


def measured(tries: Tries, challenge: Challenge) -> Row:
    """One tool on every submission."""
    row = Row()
    for path in sorted((BANK / "submissions").glob("*/*.py")):
        is_right = path.parent.name == "accepted"
        began = time.process_time()
        wrong = tries(challenge, path.read_text("utf-8"))
        row.seconds.append(time.process_time() - began)
        row.right += is_right
        row.wrong += not is_right
        row.undecided += wrong is None
        row.accused += bool(wrong) and is_right
        row.found += bool(wrong) and not is_right
    return row


# -- the others -----------------------------------------------------------------------------------


def stressed(challenge: Challenge, source: str) -> bool | None:
    """The calls of each scenario from real threads, again and again, as a plain test would."""
    space: dict[str, Any] = {"__name__": "solution"}
    try:
        exec(source, space)
    except Exception:
        return True
    reference = load_reference(challenge.reference, dict(challenge.entry))
    for plain in challenge.scenarios:
        scenario = Scenario.from_plain(plain)
        legal = {key(h) for h in legal_histories(scenario, reference)}
        for _ in range(STRESS_ROUNDS):
            history = _plain_run(scenario, space[challenge.entry["name"]])
            if history is None or key(history) not in legal:
                return True
    return False


def _plain_run(scenario: Scenario, make: Callable[..., Any]) -> Any:
    """One history; None if a thread is stuck."""
    try:
        target = make(*(list(s) if isinstance(s, list) else s for s in scenario.start))
    except Exception:
        return ()
    results: list[list[Any]] = [[] for _ in scenario.threads]

    def thread(place: int) -> None:
        for call in scenario.threads[place]:
            results[place].append(outcome_of(lambda c=call: perform(target, c)))

    def finals() -> None:
        results.append([outcome_of(lambda c=call: perform(target, c)) for call in scenario.finals])

    for group in ([lambda p=p: thread(p) for p in range(len(scenario.threads))], [finals]):
        threads = [threading.Thread(target=work, daemon=True) for work in group]
        for each in threads:
            each.start()
        for each in threads:
            each.join(STUCK_SECONDS)
            if each.is_alive():
                return None
    return tuple(map(tuple, results[:-1])), tuple(results[-1])


def with_frontrun(challenge: Challenge, source: str) -> bool | None:
    """`frontrun`'s random exploration of interleavings, in a process that it has prepared."""
    from frontrun.bytecode import explore_random

    reference = load_reference(challenge.reference, dict(challenge.entry))
    for plain in challenge.scenarios:
        scenario = Scenario.from_plain(plain)
        legal = {key(h) for h in legal_histories(scenario, reference)}
        try:
            result = explore_random(
                setup=lambda s=scenario: _Play(challenge, s, source),
                threads=[lambda play, p=p: play.thread(p) for p in range(len(scenario.threads))],
                invariant=lambda play, legal=legal: key(play.history()) in legal,
                max_attempts=FRONTRUN_ATTEMPTS,
                seed=1,
                reproduce_on_failure=0,
                deadlock_timeout=1.0,
                timeout_per_run=1.0,
                total_timeout=RACE_SECONDS,
            )
        except Exception:
            return None
        if not result.property_holds:
            return True
    return False


class _Play:
    """One object under test, and what its calls gave."""

    def __init__(self, challenge: Challenge, scenario: Scenario, source: str) -> None:
        space: dict[str, Any] = {"__name__": "solution"}
        exec(compile(source, str(Path("submission.py").absolute()), "exec"), space)
        start = (list(s) if isinstance(s, list) else s for s in scenario.start)
        self.target = space[challenge.entry["name"]](*start)
        self.scenario = scenario
        self.results: list[list[Any]] = [[] for _ in scenario.threads]

    def thread(self, place: int) -> None:
        for call in self.scenario.threads[place]:
            self.results[place].append(outcome_of(lambda c=call: perform(self.target, c)))

    def history(self) -> Any:
        finals = tuple(outcome_of(lambda c=c: perform(self.target, c)) for c in self.scenario.finals)
        return tuple(map(tuple, self.results)), finals


if __name__ == "__main__":
    print(f"{'frontrun random':16} {measured(with_frontrun, load_challenge(BANK))}", flush=True)
