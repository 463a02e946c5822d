"""No submission talks its way to a verdict: whatever it says or does, it is never accepted."""

from pathlib import Path

import pytest

from schema.report import Report
from server.judge.challenge import load_challenges
from server.judge.inside.gate import Refused, check
from server.judge.worker import Worker
from tests.judge.machines import CASES, TRIED, Way, machine, names, said

BANK = (CASES / "bank.py").read_text()
EVERY_CASE = sorted(CASES.glob("*/*.py"))


async def judged(way: Way, sources: dict[str, str]) -> dict[str, Report]:
    worker = Worker(load_challenges(), machine(way))
    await worker.start()
    try:
        return {name: await worker.judge("bank", source) for name, source in sources.items()}
    finally:
        await worker.stop()


@pytest.mark.parametrize("path", EVERY_CASE, ids=[f"{path.parent.name}/{path.stem}" for path in EVERY_CASE])
def test_the_gate_answers_as_the_case_says(path: Path) -> None:
    assert said(path, "gate") == ("reject" if isinstance(check(path.read_text()), Refused) else "accept")


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_whatever_a_submission_does_it_is_not_accepted(way: Way) -> None:
    cases = {name: CASES / "tampering" / f"{name}.py" for name in names("tampering")}
    answers = await judged(way, {name: path.read_text() for name, path in cases.items()})

    assert {name for name, report in answers.items() if report.accepted} == set()
    for name, report in answers.items():
        assert (report.verdict == "rejected") == (said(cases[name], "gate") == "reject"), report.message
        assert said(cases[name], "verdict") in (None, report.verdict), (name, report.message)
        assert report.message.isprintable() and len(report.message) < 500


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_no_spelling_of_a_name_reaches_what_is_not_the_submissions_own(way: Way) -> None:
    sources = {name: (CASES / "bypasses" / f"{name}.py").read_text() + BANK for name in names("bypasses")}
    answers = await judged(way, sources)

    verdicts = {name: report.verdict for name, report in answers.items()}
    assert {name for name, verdict in verdicts.items() if verdict not in ("rejected", "exception")} == set()
    assert {name for name, report in answers.items() if "ESCAPED" in report.message} == set()
