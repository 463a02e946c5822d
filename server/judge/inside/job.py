"""The way in: one job, from plain data to plain data.

`run_job` is called in the confined process.  What it emits is a claim; the trusted side checks it.
"""

from __future__ import annotations

import gc
import platform
import sys
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from . import story
from .classify import ALONE, Finding, Rules
from .execute import Stage
from .explorer import PROOFS, Cover, Explorer, Found
from .gate import Refused, check
from .guard import OWN
from .instrument import Program, instrument
from .knowledge import Knowledge
from .linearize import Scenario, call_text, load_reference
from .performance import measure, score
from .reach import is_reachable
from .schedulers.replay import Replay, decode, encode
from .sequential import alone, check_sequentially, find_alone
from .shrink import shrink
from .witness import STEPS_MAX, Told, tell

JUDGE_VERSION = "1"
STACK_BYTES = 512 * 1024
FRAMES_MAX = 500

Emit = Callable[[dict[str, Any]], None]


def run_job(job: dict[str, Any], emit: Emit) -> None:
    """Judge, or replay, one submission."""
    collecting = gc.isenabled()
    gc.disable()  # cycles are collected between runs, so that nothing happens within one by accident
    threading.stack_size(STACK_BYTES)
    sys.modules[OWN] = ModuleType(OWN)  # `dataclasses` looks a class's module up
    limit = sys.getrecursionlimit()
    try:
        _Job(job, emit).run()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(0)
        del sys.modules[OWN]
        if collecting:
            gc.enable()


class _Job:
    def __init__(self, job: dict[str, Any], emit: Emit) -> None:
        self.job = job
        self.emit = emit
        self.began = time.monotonic()
        self.covers: list[Cover] = []
        self.frames = 0
        self.alarmed = False
        self.program: Program | None = None

    def run(self) -> None:
        report = self._judge()
        self._emit_histories()
        self.emit({"type": "report", "report": report})

    def _judge(self) -> dict[str, Any]:
        checked = check(self.job["source"])
        if isinstance(checked, Refused):
            return self._refused(checked)
        try:
            program = self.program = instrument(self.job["source"], checked)
        except SyntaxError as error:
            return self._refused(Refused(error.lineno, f"Python cannot read this line: {error.msg}."))
        except (RecursionError, ValueError, MemoryError):
            return self._refused(Refused(None, "The code is nested too deeply."))
        entry = self.job["entry"]
        stage = Stage(program, entry, threads_must_end=bool(self.job.get("threads_must_end")))
        try:
            return self._staged(stage)
        finally:
            stage.crew.dismiss()

    def _staged(self, stage: Stage) -> dict[str, Any]:
        entry = self.job["entry"]
        make = load_reference(self.job["reference"], entry)
        knowledge = Knowledge()
        for data in self.job["scenarios"]:
            scenario = Scenario.from_plain(data)
            rules = Rules(scenario, make, self.job["reads"], self.job["money"])
            self.covers.append(Cover(rules, knowledge))
        if self.job["mode"] == "replay":
            return self._replay(stage, make)
        outcome = check_sequentially(stage, self.covers, make)
        if isinstance(outcome, Refused):
            return self._refused(outcome)
        if outcome is None:
            explorer = Explorer(stage, self.job["budget"], self.job["seed"], self._progress, self._alarm)
            outcome = explorer.explore(self.covers)
        return self._failed(stage, outcome) if outcome is not None else self._accepted(stage)

    # -- frames ---------------------------------------------------------------------------------

    def _progress(self, cover: Cover) -> None:
        self.frames += 1
        if self.frames < FRAMES_MAX:
            self.emit({"type": "progress", "scenario": cover.name, "schedules": cover.schedules})

    def _alarm(self) -> None:
        """A schedule failed.  Said at once: from now on nothing can make this submission accepted."""
        if not self.alarmed:
            self.alarmed = True
            self.emit({"type": "failure"})

    def _emit_histories(self) -> None:
        """What the parent checks again before it believes anything."""
        for cover in self.covers:
            for history in list(cover.histories.values())[:FRAMES_MAX]:
                by_thread, finals = history
                self.emit(
                    {
                        "type": "history",
                        "scenario": cover.name,
                        "threads": [[list(o) for o in thread] for thread in by_thread],
                        "finals": [list(o) for o in finals],
                    }
                )

    # -- replay ---------------------------------------------------------------------------------

    def _replay(self, stage: Stage, make: Callable[..., Any]) -> dict[str, Any]:
        try:
            name, segments = decode(self.job["schedule"] or "")
        except ValueError as error:
            return self._refused(Refused(None, f"The schedule cannot be read: {error}."))
        cover = next((c for c in self.covers if c.name == name.removesuffix(ALONE)), None)
        if cover is None:
            return self._refused(Refused(None, f"This challenge has no scenario called {name[:40]!r}."))
        rules = alone(cover.rules, make) if name.endswith(ALONE) else cover.rules
        result = stage.play(rules.scenario, Replay(segments), Knowledge(), every_site=True)
        cover.schedules = 1
        if result.run.cut and result.run.cut.startswith("diverged"):
            return self._refused(
                Refused(None, f"This schedule belongs to another program: {result.run.cut}.")
            )
        finding = find_alone(rules, result) if name.endswith(ALONE) else rules.find(result)
        if finding is None:
            return self._accepted(stage)
        steps = len(result.run.trace)
        found = Found(finding, rules, segments, result.run.preemptions, steps)
        return self._failed(stage, found)

    # -- reports --------------------------------------------------------------------------------

    def _base(self, verdict: str, message: str, line: int | None) -> dict[str, Any]:
        accepted = verdict == "accepted"
        return {
            "format": 1,
            "challenge": self.job["challenge"],
            "verdict": verdict,
            "accepted": accepted,
            "score": 100 if accepted else 0,
            "seed": self.job["seed"],
            "judge_version": JUDGE_VERSION,
            "python": platform.python_version(),
            "explored": self._explored(),
            "performance": None,
            "witness": None,
            "message": message[:400],
            "line": line,
        }

    def _explored(self) -> dict[str, Any]:
        proofs = [c.proof for c in self.covers] or ["sampled"]
        return {
            "schedules": sum(c.schedules for c in self.covers),
            "proof": max(proofs, key=PROOFS.index),
            "seconds": round(time.monotonic() - self.began, 3),
            "scenarios": [{"name": c.name, "schedules": c.schedules, "proof": c.proof} for c in self.covers],
        }

    def _refused(self, refused: Refused) -> dict[str, Any]:
        return self._base("rejected", refused.reason, refused.line)

    def _accepted(self, stage: Stage) -> dict[str, Any]:
        report = self._base("accepted", "", None)
        explored = report["explored"]
        settings = self.job.get("performance")
        if settings and self.job["mode"] == "judge":
            report["performance"] = measure(stage, settings)
            report["score"] = score(report["performance"], settings)
        scenarios = len(self.covers)
        report["message"] = (
            f"Accepted: {explored['schedules']} schedules in {scenarios} scenarios, and none of them failed."
        )
        return report

    def _failed(self, stage: Stage, found: Found) -> dict[str, Any]:
        self._alarm()
        if self.job["mode"] == "judge":
            found = shrink(stage, found)
        told = tell(stage, found)
        steps = [m.plain() for m in told.marks[-STEPS_MAX:]]
        finding = found.finding
        report = self._base(finding.verdict, story.message(finding, told, found), self._line(finding, told))
        report["witness"] = {
            "scenario": found.rules.scenario.name,
            "schedule": encode(found.rules.scenario.name, found.segments),
            "preemptions": found.preemptions,
            "gil_reachable": is_reachable(stage, found),
            "story": story.story(found, told)[:600],
            "steps": steps,
            "threads": self._threads(found, told),
            "expected": story.expected(found)[:1500],
            "observed": story.observed(found, told)[:600],
            "lost": found.rules.lost(told.result.history),
        }
        return report

    def _threads(self, found: Found, told: Told) -> list[str]:
        """What each thread of the witness is there for."""
        given = ["; ".join(map(call_text, calls)) for calls in found.rules.scenario.threads]
        started = [t.name for t in told.result.run.tasks[len(given) + 1 :]]
        return [name[:200] for name in [*given, *started]][:64]

    def _line(self, finding: Finding, told: Told) -> int | None:
        """Where to look first: at what raised, what overwrote, or else the last write or wait."""
        if finding.failure is not None and finding.failure.line is not None:
            return finding.failure.line
        overwriting = story.overwriting(told.marks) if finding.verdict == "lost_update" else None
        if overwriting is not None and overwriting[0].line:
            return overwriting[0].line
        lines = [mark.line for mark in told.marks if mark.op in ("write", "waits", "spins") and mark.line]
        return lines[-1] if lines else None
