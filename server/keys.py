"""The keys of questions with programs, compared with what every interleaving of them gives."""

import asyncio
from collections.abc import Sequence

from server.catalog.problems import Problem
from server.catalog.programs import Claim, disagreements
from server.judge.outcomes import NotExplored, Outcomes
from server.room.outside import JudgeUnavailable


def disproved(claims: Sequence[Claim]) -> list[Problem]:
    """Every claim that does not hold, as a problem of its question."""
    try:
        return asyncio.run(_disproved(claims)) if claims else []
    except JudgeUnavailable as why:
        return [Problem(claims[0].file, f"has programs that cannot be tried here: {why}  Add: --fast")]


async def _disproved(claims: Sequence[Claim]) -> list[Problem]:
    async with Outcomes() as judge:
        problems = list[Problem]()
        for claim in claims:
            problems += [Problem(claim.file, f"{claim.place} {text}") for text in await _tried(claim, judge)]
        return problems


async def _tried(claim: Claim, judge: Outcomes) -> list[str]:
    program = claim.program
    try:
        explored = await judge.of(claim.code, program.threads, program.outcome)
    except NotExplored as why:
        return [str(why)]
    return list(disagreements(claim, explored.outcomes))
