"""For every submission of the lesson: whatever a plain search of the schedules sees, the proof has seen too.

The plain search stops at every access, merges nothing, and knows nothing of independence.
"""

from pathlib import Path

import pytest

from server.judge.challenge import BUILT_IN_CHALLENGES, load_challenge
from server.judge.inside.execute import Stage
from server.judge.inside.gate import Refused, check
from server.judge.inside.instrument import instrument
from server.judge.inside.linearize import Scenario
from server.judge.inside.schedulers.chance import Uniform
from server.judge.inside.schedulers.preemption import Preemptions
from tests.judge.inside.playing import every_order, scenario, some_schedules

TWO, FUNDS = ([100, 100],), ([0, 0],)
SMALL: dict[str, list[Scenario]] = {
    "counter": [
        scenario("increment()", "increment()", finals="value"),
        scenario("increment()", "increment()", "increment()", finals="value"),
    ],
    "account": [
        scenario("withdraw(80)", "withdraw(70)", start=(100,), finals="balance"),
        scenario("withdraw(60)", "deposit(20)", "balance", start=(100,), finals="balance"),
    ],
    "bank": [
        scenario("transfer(0, 1, 30)", "transfer(1, 0, 50)", start=TWO, finals="balance(0); total()"),
        scenario("transfer(0, 1, 30)", "total()", start=TWO, finals="balance(0); balance(1)"),
        scenario("transfer(0, 1, 10)", "balance(0)", "balance(1)", start=TWO, finals="total()"),
    ],
    "payday": [
        scenario("transfer_when_funded(0, 1, 50)", "deposit(0, 50)", start=FUNDS, finals="balance(0)"),
        scenario("transfer_when_funded(0, 1, 30)", "deposit(0, 50)", "balance(0)", start=FUNDS),
    ],
    "safe-transfer": [scenario("safe_bank_transfer(100, [50, -30])")],
}
ENDLESS = "counts_for_ever"  # has no end that could be compared
SUBMISSIONS = [
    path
    for slug in SMALL
    for path in sorted((BUILT_IN_CHALLENGES / slug / "submissions").glob("*/*.py"))
    if path.stem != ENDLESS and not isinstance(check(path.read_text("utf-8")), Refused)
]
QUICK = ("back_off", "monitor", "notify_one", "one_count_per_thread", "pool", "waits_with_the_lock")


def stage_of(path: Path) -> Stage:
    checked = check(path.read_text("utf-8"))
    assert not isinstance(checked, Refused)
    entry = dict(load_challenge(path.parents[2]).entry)
    return Stage(instrument(path.read_text("utf-8"), checked), entry, threads_must_end=False)


def contains(path: Path) -> None:
    for which in SMALL[path.parents[2].name]:
        proof, _ = every_order(stage_of(path), which, most=6_000)

        assert some_schedules(stage_of(path), which, Preemptions(2), most=300) <= proof
        assert some_schedules(stage_of(path), which, Uniform("any"), most=60) <= proof


@pytest.mark.parametrize("path", [p for p in SUBMISSIONS if p.stem in QUICK], ids=lambda p: p.stem)
def test_the_proof_misses_nothing(path: Path):
    contains(path)


@pytest.mark.soak
@pytest.mark.parametrize("path", [p for p in SUBMISSIONS if p.stem not in QUICK], ids=lambda p: p.stem)
def test_the_proof_misses_nothing_of_any_submission(path: Path):
    contains(path)
