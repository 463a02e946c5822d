"""The server believes a failure as it is told, and *accepted* only from histories that it checks itself."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from server.judge.verdict import FORGED, NotAReport, decide
from tests.judge.judging import built_in, frames_of

CHALLENGE = built_in("counter")
RIGHT = (
    "import threading\nclass Counter:\n    def __init__(self): self.value = 0; self.lock = threading.Lock()\n"
    "    def increment(self):\n        with self.lock: self.value += 1\n"
)
JOB = CHALLENGE.job(RIGHT)
FRAMES = frames_of(JOB)


def test_an_honest_run_is_accepted():
    report = decide(CHALLENGE, JOB, FRAMES, "test")

    assert (report.accepted, report.verdict, report.score, report.sandbox) == (True, "accepted", 100, "test")


def without_histories(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [f for f in frames if f["type"] != "history"]


def with_another_result(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    history = next(f for f in frames if f["type"] == "history")
    history["finals"] = [["value", 1_000]]
    return frames


def with_true_for_one(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    history = next(f for f in frames if f["type"] == "history" and f["scenario"] == "two")
    history["finals"] = [["value", 2.0]]
    return frames


def with_a_scenario_left_out(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [f for f in frames if f.get("scenario") != "three" or f["type"] != "history"]


def with_an_unknown_scenario(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "history", "scenario": "mine", "threads": [], "finals": []}, *frames]


def that_tried_nothing(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    frames[-1]["report"]["explored"]["scenarios"] = []
    return frames


def that_contradicts_itself(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    frames[-1]["report"]["verdict"] = "lost_update"
    return frames


def with_a_broken_history(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    next(f for f in frames if f["type"] == "history")["threads"] = 7
    return frames


@pytest.mark.parametrize(
    "forge",
    [
        without_histories,
        with_another_result,
        with_true_for_one,
        with_a_scenario_left_out,
        with_an_unknown_scenario,
        that_tried_nothing,
        that_contradicts_itself,
        with_a_broken_history,
    ],
)
def test_a_claim_that_the_histories_do_not_bear_out_is_never_accepted(
    forge: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
):
    report = decide(CHALLENGE, JOB, forge(copy.deepcopy(FRAMES)), "test")

    assert (report.verdict, report.accepted, report.score, report.message) == ("rejected", False, 0, FORGED)


@pytest.mark.parametrize(
    "frames",
    [
        [],
        FRAMES[:-1],
        [*FRAMES, FRAMES[-1]],
        [*FRAMES, {"type": "progress"}],
        [{"type": "report", "report": {"verdict": "accepted"}}],
        [{"type": "report", "report": {**FRAMES[-1]["report"], "more": 1}}],
        [{"type": "report", "report": {**FRAMES[-1]["report"], "score": 1_000}}],
        [{"type": "report", "report": {**FRAMES[-1]["report"], "challenge": "bank"}}],
        [{"type": "report", "report": {**FRAMES[-1]["report"], "seed": 7}}],
    ],
)
def test_what_is_no_report_is_no_verdict(frames: list[dict[str, Any]]):
    with pytest.raises(NotAReport):
        decide(CHALLENGE, JOB, frames, "test")
