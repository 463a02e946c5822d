"""`threadrace judge` and `threadrace replay`, as a person and as a program use them."""

import argparse
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from schema.report import Report
from server.judge.challenge import BUILT_IN_CHALLENGES
from server.judge.terminal import judge_command, replay_command, show
from tests.judge.judging import judge

BANK = BUILT_IN_CHALLENGES / "bank"
WRONG = BANK / "submissions" / "lost_update" / "no_lock.py"


def asked(file: str, **more: object) -> argparse.Namespace:
    settings = {"file": file, "challenge": "bank", "json": True, "budget": None, "challenges": None, **more}
    return argparse.Namespace(**settings)


def test_a_wrong_solution_ends_with_one_and_replays(capsys: pytest.CaptureFixture[str]):
    assert judge_command(asked(str(WRONG))) == 1
    first = Report.model_validate_json(capsys.readouterr().out)
    assert first.witness is not None

    assert replay_command(asked(str(WRONG), schedule=first.witness.schedule)) == 1
    again = Report.model_validate_json(capsys.readouterr().out)

    assert (first.verdict, again.verdict) == ("lost_update", "lost_update")
    assert again.witness == first.witness


def test_a_right_solution_ends_with_zero(capsys: pytest.CaptureFixture[str]):
    assert judge_command(asked(str(BANK / "submissions" / "accepted" / "one_lock.py"))) == 0

    assert json.loads(capsys.readouterr().out)["explored"]["proof"] == "all"


@pytest.mark.parametrize(
    ("file", "challenge", "words"),
    [
        ("no-such-file.py", "bank", "cannot be read"),
        (str(WRONG), "vault", "There are: account, bank, counter"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_says_why(
    file: str, challenge: str, words: str, capsys: pytest.CaptureFixture[str]
):
    assert judge_command(asked(file, challenge=challenge)) == 2

    assert words in capsys.readouterr().err


def shown(report: Report, source: str) -> str:
    out = io.StringIO()
    show(Console(file=out, width=150), report, source)
    return out.getvalue()


def test_the_interleaving_is_shown_in_one_column_per_thread():
    text = shown(judge("bank", WRONG), WRONG.read_text())

    assert "lost_update" in text
    assert "thread A" in text and "thread B" in text
    assert "self.balances[src] -= amount" in text
    assert "--schedule" in text


def test_an_accepted_one_says_how_far_the_search_went():
    right: Path = BANK / "submissions" / "accepted" / "one_lock.py"

    assert "every interleaving was tried" in shown(judge("bank", right), right.read_text())
