"""No submission talks its way to a verdict: whatever it says or does, it is never accepted."""

from server.judge.challenge import load_challenges
from server.judge.queue import Judge
from tests.judge.machines import CASES, names, said


async def test_whatever_a_submission_does_it_is_not_accepted_and_the_gate_answers_as_said() -> None:
    answers = {}
    async with Judge(load_challenges()) as judge:
        for name in names("tampering"):
            source = (CASES / "tampering" / f"{name}.py").read_text()
            answers[name] = await judge.judge(student=name, challenge="bank", source=source)

    assert {name for name, report in answers.items() if report.accepted} == set()
    for name, report in answers.items():
        path = CASES / "tampering" / f"{name}.py"
        assert (report.verdict == "rejected") == (said(path, "gate") == "reject"), (name, report.message)
        assert said(path, "verdict") in (None, report.verdict), (name, report.message)
        assert report.message.isprintable() and len(report.message) < 500


async def test_no_spelling_of_a_name_reaches_what_is_not_the_submissions_own() -> None:
    answers = {}
    async with Judge(load_challenges()) as judge:
        for name in names("bypasses"):
            source = (CASES / "bypasses" / f"{name}.py").read_text()
            answers[name] = await judge.judge(student=name, challenge="bank", source=source)

    assert {
        name for name, report in answers.items() if report.verdict not in ("rejected", "exception")
    } == set()
    assert {name for name, report in answers.items() if "ESCAPED" in report.message} == set()
