"""Proves the challenges of a lesson: the judge gives every program in them the verdict that it claims.

A submission claims the verdict of its folder, `blocks.toml` that its right order is accepted, and the starter
that there is something to do.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from schema.report import Report, Verdict
from server.catalog.blocks import blocks, can_be_made, right_program
from server.catalog.challenges import BLOCKS_FILE, read_blocks
from server.catalog.problems import Problem, Unreadable
from server.judge.challenge import Challenge, ChallengeError, load_challenge
from server.judge.endings import EngineFailed
from server.judge.queue import Judge
from server.room.outside import JudgeUnavailable

ACCEPTED = "accepted"
NOT_ACCEPTED = ""  # anything but accepted
BLOCKS_PREFIX = "blocks_"  # submissions of this name can be put together from the blocks


@dataclass(frozen=True, slots=True)
class Claim:
    """A program of a challenge and the verdict that it should get."""

    file: str  # inside the challenge's folder
    source: str
    verdict: str


def prove(lesson: Path) -> list[Problem]:
    """Every claim that does not hold, of all challenges that the lesson brings along."""
    folders = sorted(path.parent for path in (lesson / "challenges").glob("*/challenge.toml"))
    return asyncio.run(_prove(folders)) if folders else []


async def _prove(folders: list[Path]) -> list[Problem]:
    problems, challenges, claims = list[Problem](), dict[str, Challenge](), dict[str, list[Claim]]()
    for folder in folders:
        try:
            challenge, claimed = load_challenge(folder), list(_claims(folder))
        except (ChallengeError, Unreadable) as why:
            problems.append(Problem("challenges", str(why)))
            continue
        challenges[folder.name], claims[folder.name] = challenge, claimed
        problems += _without_blocks(folder, claimed)
    async with Judge(challenges) as judge:
        if not judge.level.code_steps:
            why_not = judge.level.reason or "code cannot be run safely on this machine"
            return [*problems, Problem("challenges", f"cannot be judged here: {why_not}  Add: --fast")]
        for slug, claimed in claims.items():
            problems += await _judged(judge, slug, claimed)
    return problems


def _claims(folder: Path) -> Iterator[Claim]:
    yield Claim("starter.py", (folder / "starter.py").read_text("utf-8"), NOT_ACCEPTED)
    if (folder / BLOCKS_FILE).exists():
        yield Claim(BLOCKS_FILE, right_program(read_blocks(folder)), ACCEPTED)
    for path in sorted((folder / "submissions").glob("*/*.py")):
        name = path.relative_to(folder).as_posix()
        if path.parent.name not in get_args(Verdict):
            known = ", ".join(get_args(Verdict))
            raise Unreadable(f"{folder.name}/{name}: its folder is no verdict; one of {known}")
        yield Claim(name, path.read_text("utf-8"), path.parent.name)


def _without_blocks(folder: Path, claims: list[Claim]) -> Iterator[Problem]:
    """Wrong orders that no student could make."""
    named = [claim for claim in claims if Path(claim.file).name.startswith(BLOCKS_PREFIX)]
    if not named:
        return
    pieces = blocks(read_blocks(folder)) if (folder / BLOCKS_FILE).exists() else ()
    for claim in named:
        if not can_be_made(claim.source, pieces):
            text = f"cannot be put together from the blocks of {BLOCKS_FILE}: change one of them"
            yield Problem(f"challenges/{folder.name}/{claim.file}", text)


async def _judged(judge: Judge, slug: str, claims: list[Claim]) -> list[Problem]:
    begun, done, problems = time.monotonic(), 0, list[Problem]()

    async def one(claim: Claim) -> None:
        nonlocal done
        text = await _complaint(judge, slug, claim)
        if text:
            problems.append(Problem(f"challenges/{slug}/{claim.file}", text))
        done += 1
        _progress(f"challenges/{slug}: {done} of {len(claims)} programs judged")

    await asyncio.gather(*map(one, claims))
    _progress("")
    seconds = time.monotonic() - begun
    right = len(claims) - len(problems)
    print(f"challenges/{slug}: {right} of {len(claims)} programs got their verdict ({seconds:.1f} s)")
    return sorted(problems, key=lambda problem: problem.file)


async def _complaint(judge: Judge, slug: str, claim: Claim) -> str:
    """What is wrong with a claim; empty if it holds."""
    try:
        report = await judge.judge(student=claim.file, challenge=slug, source=claim.source)
    except (JudgeUnavailable, EngineFailed) as why:
        return f"could not be judged: {why}"
    if claim.verdict == NOT_ACCEPTED:
        return "is accepted as it stands: leave students something to mend" if report.accepted else ""
    if report.verdict == claim.verdict:
        return ""
    return f"should be {claim.verdict}, and the judge says {_said(report)}"


def _said(report: Report) -> str:
    at = f" (line {report.line})" if report.line else ""
    return f"{report.verdict}{at}: {report.message}"


def _progress(text: str) -> None:
    """One line that is written over, where somebody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
