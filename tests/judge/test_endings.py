"""Every way in which a run can end has its verdict and its sentence, or is no verdict at all."""

import signal
from typing import Any

import pytest

from server.judge.endings import EngineFailed, ending
from server.judge.sandbox.child import ExitStatus
from server.judge.sandbox.limits import LIMITS
from server.judge.zygote import Outcome
from server.room.outside import JudgeUnavailable

REPORT = {"type": "report", "report": {}}


def outcome(status: int = 0, **facts: Any) -> Outcome:
    return Outcome(
        **{
            "messages": (REPORT,),
            "output": b"",
            "stopped": None,
            "cpu_seconds": 0.1,
            "peak_kib": 20_000,
            **facts,
        },
        status=status,
    )


@pytest.mark.parametrize(
    ("run", "verdict"),
    [
        (outcome(-signal.SIGXCPU), "time_limit"),
        (outcome(-signal.SIGKILL, cpu_seconds=LIMITS.cpu_seconds + 1.0), "time_limit"),
        (outcome(-signal.SIGKILL, stopped="asleep"), "time_limit"),
        (outcome(-signal.SIGKILL, stopped="output"), "exception"),
        (outcome(-signal.SIGKILL, stopped="breach"), "rejected"),
        (outcome(-signal.SIGKILL, peak_kib=LIMITS.memory_bytes // 1024), "memory_limit"),
        (outcome(ExitStatus.MEMORY), "memory_limit"),
        (outcome(-signal.SIGSYS), "rejected"),
        (outcome(-signal.SIGSEGV), "exception"),
        (outcome(-signal.SIGABRT), "exception"),
        (outcome(0, messages=()), "exception"),
        (outcome(0, messages=({"type": "progress"},)), "exception"),
        (outcome(3), "exception"),
    ],
)
def test_an_end_without_a_report_has_a_verdict_of_its_own(run: Outcome, verdict: str) -> None:
    end = ending(run, LIMITS)

    assert end is not None and end.verdict == verdict
    assert end.message.endswith((".", "?"))


def test_an_end_with_a_report_is_judged_by_the_report() -> None:
    assert ending(outcome(0), LIMITS) is None


@pytest.mark.parametrize(
    "run", [outcome(-signal.SIGKILL), outcome(-signal.SIGKILL, stopped="starved"), outcome(ExitStatus.FAILED)]
)
def test_what_is_not_the_submissions_doing_is_no_verdict(run: Outcome) -> None:
    with pytest.raises(JudgeUnavailable):
        ending(run, LIMITS)


def test_an_engine_that_breaks_is_told_apart_from_a_machine_that_does() -> None:
    with pytest.raises(EngineFailed, match="KeyError"):
        ending(outcome(ExitStatus.FAILED, messages=({"type": "failed", "error": "KeyError: 'x'"},)), LIMITS)
