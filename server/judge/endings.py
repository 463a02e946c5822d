"""What to say of a run that did not end with a report.  Each limit has its own verdict and sentence."""

import signal
from typing import NamedTuple

from server.judge.sandbox.child import ExitStatus
from server.judge.sandbox.limits import KIB, MIB, Limits
from server.judge.zygote import Outcome
from server.room.outside import JudgeUnavailable


class EngineFailed(JudgeUnavailable):
    """The engine itself broke on this submission, each time.  Trying again would not help."""


class Ending(NamedTuple):
    """A verdict that needs no look at what the submission computed."""

    verdict: str
    message: str


def ending(outcome: Outcome, limits: Limits) -> Ending | None:
    """How the run ended, None where it ended with a report.

    Raises `JudgeUnavailable` where the end says nothing about the submission.
    """
    if outcome.stopped is not None:
        return _stopped(outcome, limits)
    if outcome.status == ExitStatus.DONE and _reported(outcome):
        return None
    return _ended_early(outcome, limits)


def _stopped(outcome: Outcome, limits: Limits) -> Ending:
    match outcome.stopped:
        case "asleep":
            return Ending(
                "time_limit",
                f"Your program slept for {limits.idle_seconds:.0f} seconds without doing anything.",
            )
        case "output":
            return Ending(
                "exception",
                f"Your program printed more than {limits.output_bytes // MIB} MB. Is it in a loop?",
            )
        case "breach":
            return Ending("rejected", "Your program talked to the judge directly, which the rules forbid.")
        case _:
            raise JudgeUnavailable("the machine was too busy to judge in time")


def _ended_early(outcome: Outcome, limits: Limits) -> Ending:
    match outcome.status:
        case ExitStatus.MEMORY:
            return Ending(
                "memory_limit", f"Your program needed more than {limits.memory_bytes // MIB} MB of memory."
            )
        case ExitStatus.FAILED:
            raise EngineFailed(f"the judge itself failed: {_failure(outcome)}")
        case code if code == -signal.SIGXCPU or _used_up(outcome, limits):
            return Ending(
                "time_limit", f"Your program computed for {limits.cpu_seconds} seconds and had not finished."
            )
        case code if code == -signal.SIGSYS:
            return Ending(
                "rejected", "Your program asked the operating system for something that no submission may do."
            )
        case code if code == -signal.SIGKILL and outcome.peak_kib * KIB > limits.memory_bytes // 2:
            return Ending("memory_limit", "Your program needed more memory than this machine has.")
        case code if code == -signal.SIGKILL:
            raise JudgeUnavailable("somebody else ended the submission's process")
        case code if code < 0:
            return Ending("exception", f"Your program crashed Python itself ({signal.Signals(-code).name}).")
        case _:
            return Ending("exception", "Your program ended the whole process before the judge was done.")


def _used_up(outcome: Outcome, limits: Limits) -> bool:
    return outcome.status == -signal.SIGKILL and outcome.cpu_seconds >= limits.cpu_seconds


def _reported(outcome: Outcome) -> bool:
    return bool(outcome.messages) and outcome.messages[-1].get("type") in ("report", "trial")


def _failure(outcome: Outcome) -> str:
    last = outcome.messages[-1] if outcome.messages else {}
    return str(last.get("error", "no reason given"))[:300]
