"""Decides what the server believes of a run.

A run's frames come from a process that the submission shares, so they are claims.  A failure is taken as
it is told: nobody forges a failure.  *Accepted* is only ever decided here, from the histories: each must be
one that the reference can produce, and no scenario may be without one.
"""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from schema.report import Claim, Report
from server.judge.challenge import Challenge
from server.judge.inside.linearize import Scenario, key, legal_histories, load_reference

FORGED = "Your code spoke to the judge in place of being judged. Leave the judge alone, and solve the task."


class NotAReport(Exception):
    """The frames hold no report that could be read."""


def decide(
    challenge: Challenge, job: dict[str, Any], frames: Iterable[dict[str, Any]], sandbox: str
) -> Report:
    """The report that the server stands for.  Raises `NotAReport`."""
    frames = list(frames)
    claim = _claim(frames)
    if claim.challenge != challenge.slug or claim.seed != job["seed"]:
        raise NotAReport("the report is about another job")
    plain = claim.model_dump()
    honest = claim.accepted == (claim.verdict == "accepted")
    if not honest or (
        claim.accepted and job["mode"] == "judge" and not _is_explained(challenge, claim, frames)
    ):
        plain |= {"verdict": "rejected", "message": FORGED, "line": None, "witness": None}
    if plain["verdict"] != "accepted":
        plain |= {"accepted": False, "score": 0, "performance": None}
    return Report.model_validate({**plain, "sandbox": sandbox})


def _claim(frames: list[dict[str, Any]]) -> Claim:
    reports = [f for f in frames if f.get("type") == "report"]
    if len(reports) != 1 or frames[-1] is not reports[0]:
        raise NotAReport("there should be one report, as the last frame")
    try:
        return Claim.model_validate(reports[0].get("report"))
    except ValidationError as error:
        raise NotAReport(f"the report has another shape: {error.error_count()} problems") from None


def _is_explained(challenge: Challenge, claim: Claim, frames: list[dict[str, Any]]) -> bool:
    """Every scenario has histories, the reference can produce all of them, and the run said that it tried."""
    make = load_reference(challenge.reference, dict(challenge.entry))
    if not {frame.get("type") for frame in frames} <= {"progress", "history", "report"}:
        return False  # a failure was told, or something that the judge never says
    told: dict[str, list[dict[str, Any]]] = {s["name"]: [] for s in challenge.scenarios}
    for frame in frames:
        if frame.get("type") == "history":
            if frame.get("scenario") not in told:
                return False
            told[frame["scenario"]].append(frame)
    tried = {s.name: s.schedules for s in claim.explored.scenarios}
    for plain in challenge.scenarios:
        scenario = Scenario.from_plain(plain)
        legal = {key(h) for h in legal_histories(scenario, make)}
        if not told[scenario.name] or tried.get(scenario.name, 0) < 1:
            return False
        if not all(_history_key(frame) in legal for frame in told[scenario.name]):
            return False
    return True


def _history_key(frame: dict[str, Any]) -> Any:
    try:
        threads = tuple(tuple(tuple(o) for o in thread) for thread in frame["threads"])
        return key((threads, tuple(tuple(o) for o in frame["finals"])))
    except (KeyError, TypeError):
        return None
