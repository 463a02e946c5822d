"""Claims about programs are tried by the real judge."""

from pathlib import Path

import pytest

from server.catalog.folder import LessonFolder
from server.catalog.read import read_lesson
from server.keys import disproved
from tests.catalog.lessons import with_questions

QUESTION = """
[[question]]
form = "multiple"
prompt = '''
```python
x = 1

def a():
    global x
    x = x + 1

def b():
    global x
    x = x * 2
```
'''
options = '''
- [ ] 1
- [x] 2
- [x] 3
- [x] 4
'''
[[question.program]]
threads = ["a()", "b()"]
outcome = "x"
possible = ["2", "3", "4"]
"""


def problems(folder: Path, question: str) -> list[str]:
    reading = LessonFolder(with_questions(folder, question))
    assert read_lesson(reading), reading.findings.problems
    return [str(problem) for problem in disproved(reading.claims)]


def test_a_true_claim_is_borne_out(tmp_path: Path):
    assert problems(tmp_path, QUESTION) == []


def test_a_wrong_key_is_found(tmp_path: Path):
    question = QUESTION.replace("- [x] 2", "- [ ] 2").replace('"2", ', "")

    assert problems(tmp_path, question) == [
        "questions/quiz.toml: question 1 says nothing of 2, which its program can end with: "
        "add it to possible",
        "questions/quiz.toml: question 1 marks 2 wrong, and its program ends with 2, 3, 4",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("global x", "import os"), "has a program that cannot be run: "),
        (("x = x + 1", "for _ in range(30): x += 1"), "has a program with too many interleavings"),
    ],
)
def test_a_program_that_cannot_be_tried_is_told(tmp_path: Path, change: tuple[str, str], said: str):
    (found,) = problems(
        tmp_path, QUESTION.replace(*change).replace("x = x * 2", "for _ in range(30): x *= 2")
    )

    assert said in found
