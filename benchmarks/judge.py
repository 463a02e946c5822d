"""The judge beside what else there is: a plain stress run, and `frontrun` where it is installed.

All try the same corpus, every submission of the `bank` challenge, in one run on one machine.  A wrong one
is found, or missed; a right one is let through, accused, or left undecided.  `RACE_SECONDS` bounds what
`frontrun` may take.
"""

import asyncio
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.judge.challenge import BUILT_IN_CHALLENGES, Challenge, load_challenge
from server.judge.inside import run_job
from server.judge.inside.linearize import Scenario, key, legal_histories, load_reference, outcome_of, perform

BANK = BUILT_IN_CHALLENGES / "bank"
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
        ordered = sorted(self.seconds)
        median, p95 = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
        return (
            f"found {self.found:3} of {self.wrong:<3} accused {self.accused:2} of {self.right:<3}"
            f" undecided {self.undecided:2}   median {median:7.3f} s   p95 {p95:7.3f} s"
        )


async def main() -> None:
    """Prints one line per tool, and how fast the engine runs schedules."""
    challenge = load_challenge(BANK)
    for name, tries in {"this judge": judged, "plain stress": stressed}.items():
        print(f"{name:16} {measured(tries, challenge)}", flush=True)
    program = Path(sys.executable).with_name("frontrun")
    if program.exists():  # it needs a process of its own, which it changes from the ground up
        process = await asyncio.create_subprocess_exec(program, sys.executable, "-m", "benchmarks.judge")
        await process.wait()
    else:
        print("frontrun         not installed: pip install --require-hashes -r requirements-bench.txt")
    speed(challenge)


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


def judged(challenge: Challenge, source: str) -> bool | None:
    """Our own verdict."""
    frames: list[dict[str, Any]] = []
    run_job(challenge.job(source), frames.append)
    return not frames[-1]["report"]["accepted"]


def speed(challenge: Challenge) -> None:
    """Schedules per second of processor time: one lock, two threads, two calls each."""
    source = (BANK / "submissions" / "accepted" / "one_lock.py").read_text("utf-8")
    job = challenge.job(source) | {"performance": None}
    job["scenarios"] = [s for s in job["scenarios"] if s["name"] == "opposite"]
    schedules, began = 0, time.process_time()
    while time.process_time() - began < 1:
        frames: list[dict[str, Any]] = []
        run_job(job, frames.append)
        schedules += frames[-1]["report"]["explored"]["schedules"]
    print(f"{schedules / (time.process_time() - began):.0f} schedules per second of processor time")


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
