"""Judges in this process: the engine is deterministic, so nothing else is needed to test it."""

import json
from pathlib import Path
from typing import Any

from schema.report import Report
from server.judge.challenge import BUILT_IN_CHALLENGES, Challenge, load_challenge
from server.judge.inside import run_job
from server.judge.verdict import decide


def built_in(slug: str) -> Challenge:
    return load_challenge(BUILT_IN_CHALLENGES / slug)


def frames_of(job: dict[str, Any]) -> list[dict[str, Any]]:
    """What the engine says, as it arrives at the other end of a pipe."""
    frames: list[dict[str, Any]] = []
    run_job(json.loads(json.dumps(job)), frames.append)
    told: list[dict[str, Any]] = json.loads(json.dumps(frames))
    return told


def judge(slug: str, source: str | Path, **options: Any) -> Report:
    challenge = built_in(slug)
    text = source.read_text("utf-8") if isinstance(source, Path) else source
    job = challenge.job(text, **options)
    return decide(challenge, job, frames_of(job), "none: in the test's own process")
