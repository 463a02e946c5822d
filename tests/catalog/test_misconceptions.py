"""Questions name misconceptions, and the lesson says what they are."""

from pathlib import Path

import pytest

from server.catalog import LessonError, load_lesson
from server.catalog.check import advice
from server.catalog.folder import LessonFolder
from server.catalog.read import read_lesson
from server.room.plan import Misconception, Question, Wrong
from tests.catalog.lessons import write

LESSON = """
title = "Quiz"
misconceptions = "misconceptions.toml"

[[misconception]]
id = "one-step"
name = "One line is one step"
mend = "It is three."
read = "The slide."

[[step]]
kind = "questions"
file = "quiz.toml"
"""
MORE = """
[[misconception]]
id = "turns"
name = "Threads take turns"
mend = "They do not."
"""
QUESTIONS = """
[[question]]
form = "single"
prompt = "Which?"
options = '''
- [ ] 200 {one-step}
- [x] less
'''

[[question]]
form = "truefalse"
prompt = "So?"
answer = true
misconception = "turns"

[[question]]
form = "numeric"
prompt = "How many?"
answer = 3
unit = "ms"
wrong = [{ answer = 200, misconception = "one-step" }]
misconception = "turns"

[[question]]
form = "ordering"
prompt = "Order!"
order = "1. a\\n2. b\\n3. c"
wrong = [{ answer = "2 1 3", misconception = "turns" }]
"""

ONE = QUESTIONS.split("[[question]]", 2)[1].join(["[[question]]", 'explanation = "So."'])


def lesson(folder: Path, questions: str = QUESTIONS, more: str = MORE) -> list[Question]:
    plan = load_lesson(write(folder, lesson_toml=LESSON, misconceptions_toml=more, quiz_toml=questions))
    assert plan.misconceptions[0] == Misconception(
        "one-step", "One line is one step", "It is three.", "The slide."
    )
    return [step for step in plan.steps if isinstance(step, Question)]


def test_each_wrong_answer_has_its_misconception(tmp_path: Path):
    single, truefalse, numeric, ordering = lesson(tmp_path)

    assert single.misconceptions == ("one-step", "")
    assert truefalse.misconceptions == ("", "turns")
    assert (numeric.wrong, numeric.misconception) == ((Wrong("200 ms", "one-step"),), "turns")
    ((wrong,), shown) = ordering.wrong, ordering.options_md
    assert [shown["ABC".index(letter)] for letter in wrong.answer.split(" → ")] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (QUESTIONS.replace("{one-step}", "{one-stap}"), "the misconception one-stap; did you mean one-step?"),
        (
            QUESTIONS.replace("{one-step}", "{xyz}"),
            r"misconception xyz; add a \[\[misconception\]\] with this id",
        ),
        (QUESTIONS.replace("answer = 200", "answer = 3"), "question 3 lists 3.0 as wrong, and it is right"),
        (QUESTIONS.replace("2 1 3", "2 1"), "question 4 has the wrong order 2 1: name each item once"),
        (QUESTIONS.replace("2 1 3", "1 2 3"), "question 4 lists 1 2 3 as wrong, and it is right"),
    ],
)
def test_a_name_that_means_nothing_is_told(tmp_path: Path, questions: str, said: str):
    with pytest.raises(LessonError, match=said):
        lesson(tmp_path, questions)


def test_the_same_id_twice_is_told(tmp_path: Path):
    with pytest.raises(LessonError, match="misconception one-step is there twice"):
        lesson(tmp_path, more=MORE.replace("turns", "one-step"))


def test_what_is_never_named_or_never_shown_is_worth_a_word(tmp_path: Path):
    folder = LessonFolder(write(tmp_path, lesson_toml=LESSON, misconceptions_toml=MORE, quiz_toml=ONE))
    lesson = read_lesson(folder)
    assert lesson is not None

    said = [hint.text for hint in advice(lesson, folder)]

    assert said[0] == "misconception turns is named by no answer"
    assert said[1].startswith('has misconceptions and no step of the kind "learned"')
