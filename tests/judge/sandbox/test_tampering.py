"""No submission talks its way to a verdict: whatever it says or does, it is never accepted."""

from pathlib import Path

import pytest

from schema.report import Report
from server.judge.challenge import load_challenges
from server.judge.inside.gate import Refused, check
from server.judge.queue import Judge
from tests.judge.machines import CASES, names, said

BANK = (CASES / "bank.py").read_text()
EVERY_CASE = sorted(CASES.glob("*/*.py"))


async def judged(challenge: str, sources: dict[str, str]) -> dict[str, Report]:
    async with Judge(load_challenges()) as judge:
        return {
            name: await judge.judge(student=name, challenge=challenge, source=source)
            for name, source in sources.items()
        }


@pytest.mark.parametrize("path", EVERY_CASE, ids=[f"{path.parent.name}/{path.stem}" for path in EVERY_CASE])
def test_the_gate_answers_as_the_case_says(path: Path) -> None:
    assert said(path, "gate") == ("reject" if isinstance(check(path.read_text()), Refused) else "accept")


async def test_whatever_a_submission_does_it_is_not_accepted() -> None:
    cases = {name: CASES / "tampering" / f"{name}.py" for name in names("tampering")}
    answers = await judged("bank", {name: path.read_text() for name, path in cases.items()})

    assert {name for name, report in answers.items() if report.accepted} == set()
    for name, report in answers.items():
        assert (report.verdict == "rejected") == (said(cases[name], "gate") == "reject"), report.message
        assert said(cases[name], "verdict") in (None, report.verdict), (name, report.message)
        assert report.message.isprintable() and len(report.message) < 500


async def test_no_spelling_of_a_name_reaches_what_is_not_the_submissions_own() -> None:
    sources = {name: (CASES / "bypasses" / f"{name}.py").read_text() + BANK for name in names("bypasses")}
    answers = await judged("bank", sources)

    verdicts = {name: report.verdict for name, report in answers.items()}
    assert {name for name, verdict in verdicts.items() if verdict not in ("rejected", "exception")} == set()
    assert {name for name, report in answers.items() if "ESCAPED" in report.message} == set()
