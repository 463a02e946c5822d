"""What a question claims about a program is compared with what the program can really do."""

from pathlib import Path

import pytest

from server.catalog.folder import LessonFolder
from server.catalog.programs import disagreements
from server.catalog.read import read_lesson
from tests.catalog.lessons import with_questions

MULTIPLE = """
[[question]]
form = "multiple"
prompt = '''
Which?

```python
x = 1
```
'''
options = "- [ ] 1\\n- [x] **2**\\n- [x] `3`"
[[question.program]]
outcome = "x"
threads = ["a()"]
"""
NUMERIC = """
[[question]]
form = "numeric"
prompt = "How low?"
answer = 2
[[question.program]]
code = "x = 1"
asks = "smallest"
possible = ["2", "3"]
"""
SINGLE = """
[[question]]
form = "single"
prompt = "What?"
options = "- [ ] It ends\\n- [x] It waits"
[[question.program]]
code = "x = 1"
option = "B"
asks = "deadlock"
"""
TEXT = """
[[question]]
form = "text"
prompt = "What?"
accepted = ["A B"]
[[question.program]]
code = "x = 1"
"""
TRUE = """
[[question]]
form = "truefalse"
prompt = "Can it?"
answer = true
[[question.program]]
code = "x = 1"
asks = "deadlock"
"""


def claim(folder: Path, question: str):
    reading = LessonFolder(with_questions(folder, question))
    assert read_lesson(reading), reading.findings.problems
    (found,) = reading.claims
    return found


def test_a_program_without_code_is_the_one_in_the_prompt(tmp_path: Path):
    found = claim(tmp_path, MULTIPLE)

    assert (found.place, found.code, found.program.threads) == ("question 1", "x = 1\n", ["a()"])


@pytest.mark.parametrize(
    ("question", "outcomes"),
    [
        (MULTIPLE, {"2", "3", "4"}),
        (NUMERIC, {"2", "3"}),
        (SINGLE, {"deadlock", "1"}),
        (TEXT, {"a b"}),
        (TRUE, {"deadlock"}),
    ],
)
def test_a_key_that_the_program_bears_out_is_left_alone(tmp_path: Path, question: str, outcomes: set[str]):
    assert list(disagreements(claim(tmp_path, question), frozenset(outcomes))) == []


@pytest.mark.parametrize(
    ("question", "outcomes", "said"),
    [
        (MULTIPLE, {"2"}, ["marks 3 right, and its program ends with 2"]),
        (MULTIPLE, {"1", "2", "3"}, ["marks 1 wrong, and its program ends with 1, 2, 3"]),
        (NUMERIC, {"2", "3", "4"}, ["says nothing of 4, which its program can end with: add it to possible"]),
        (
            NUMERIC,
            {"3"},
            [
                "says that its program can end with 2, and no interleaving does: take it out",
                "has answer = 2, and its program ends with 3",
            ],
        ),
        (SINGLE, {"1"}, ["marks option B right, and its program ends with 1"]),
        (TEXT, {"A B", "B A"}, ["accepts A B, and its program ends with A B, B A"]),
        (TRUE, {"1"}, ["has answer = true, and its program ends with 1"]),
    ],
)
def test_a_wrong_key_is_told(tmp_path: Path, question: str, outcomes: set[str], said: list[str]):
    assert list(disagreements(claim(tmp_path, question), frozenset(outcomes))) == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (MULTIPLE.replace("```", "~~~"), "question 1 has a program without code, and 0 Python blocks"),
        (SINGLE.replace('"B"', '"C"'), "about option C, and only 2 options"),
        (SINGLE.replace('asks = "deadlock"', ""), 'about option B: add asks = "deadlock"'),
        (NUMERIC + 'option = "A"', "has a program with option, and no options"),
    ],
)
def test_a_claim_that_cannot_be_tried_is_told(tmp_path: Path, question: str, said: str):
    reading = LessonFolder(with_questions(tmp_path, question))

    assert read_lesson(reading) is None
    assert said in str(reading.findings.problems[0])
