"""`threadrace lesson check` and `threadrace lesson new`, as an author uses them."""

import re
from pathlib import Path

import pytest

from server.catalog.cli import check_command, new_command
from server.catalog.problems import Problem
from tests.catalog.lessons import SLIDE, with_challenge, with_questions, write

CLAIM = """
[[question]]
form = "numeric"
title = "Q"
prompt = "What is `x`?"
explanation = "Two."
answer = 2
[[question.program]]
code = "x = 2"
outcome = "x"
"""


def holds(claims) -> list[Problem]:
    """Stands in for the judge where a lesson claims nothing, or where what it claims is not the point."""
    return []


def test_a_new_lesson_is_clean_once_it_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = str(tmp_path / "mine")

    assert new_command(folder) == 0
    assert f"{folder}/lesson.toml\n" in capsys.readouterr().out
    assert check_command(folder, keys=holds) == 0
    said = (
        r"My first lesson: 16 steps \(8 questions, 1 race\), .*: no problems; every interleaving of 1 program"
    )
    assert re.search(said, capsys.readouterr().out)


def test_a_new_lesson_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "mine.txt").write_text("kept")

    assert new_command(str(tmp_path)) == 2
    assert new_command(str(tmp_path / "mine.txt")) == 2
    assert (tmp_path / "mine.txt").read_text() == "kept"
    assert "is not empty, and nothing is ever overwritten: name a new folder" in capsys.readouterr().err


def test_a_new_lesson_that_cannot_be_written_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("")

    assert new_command(str(tmp_path / "file" / "lesson")) == 2
    assert "cannot be written: Not a directory.  Name another folder." in capsys.readouterr().err


def test_the_check_prints_every_problem_and_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = write(tmp_path, lesson_toml='titel = "x"\n[[step]]\nkind = "podium"\ntitle = ""\n')

    assert check_command(str(folder)) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{folder}/lesson.toml: has the unknown key titel; did you mean title?",
        f'{folder}/lesson.toml: step 1 has title = "", which is empty: '
        "fill it in, or leave the key out if it has a default",
        "2 problems.",
    ]


def test_a_folder_that_is_not_there_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert check_command(str(tmp_path / "none")) == 2
    assert "is not a folder.  Make a lesson with: threadrace lesson new" in capsys.readouterr().err


def test_advice_does_not_spoil_a_lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    question = '[[question]]\nform = "truefalse"\ntitle = "Q"\nprompt = """{}"""\nanswer = true\n'
    code = "```pyhton\n" + "x\n" * 15 + "```"
    folder = with_questions(tmp_path, question.format(code))
    write(folder, lesson_toml=(folder / "lesson.toml").read_text(), slides__old_md=SLIDE)

    assert check_command(str(folder)) == 0
    assert capsys.readouterr().out.splitlines()[:-1] == [
        f'{folder}/lesson.toml: "Q" shows 15 lines of code at once, '
        "and 14 can be read from the back row (advice)",
        f'{folder}/lesson.toml: "Q" has code in pyhton, which nobody can colour: '
        "correct the language behind the ``` (advice)",
        f'{folder}/lesson.toml: question "Q" has no explanation: students ask for one (advice)',
        f"{folder}/slides/a.md: is used by no step (advice)",
        f"{folder}/slides/old.md: is used by no step (advice)",
    ]


def test_a_lesson_with_its_own_challenge_is_clean(tmp_path: Path):
    assert check_command(str(with_challenge(tmp_path))) == 0


def test_a_claim_that_does_not_hold_is_a_problem_of_the_lesson(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = str(with_questions(tmp_path, CLAIM))

    assert check_command(folder, keys=lambda claims: [Problem(claims[0].file, "question 1 is wrong")]) == 1
    assert f"{folder}/questions/quiz.toml: question 1 is wrong" in capsys.readouterr().out.splitlines()


def test_the_check_says_what_it_has_tried(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert check_command(str(with_questions(tmp_path, CLAIM)), keys=holds) == 0
    assert "no problems; every interleaving of 1 program tried." in capsys.readouterr().out
