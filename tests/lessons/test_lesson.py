"""The built-in lesson as a whole: complete, short enough to be read, and ready for its instructor."""

import re
from pathlib import Path
from typing import get_args

import pytest

from server.catalog import load_lesson
from server.catalog.check import CODE_LINES_MAX, advice, minutes
from server.catalog.folder import LessonFolder
from server.catalog.read import read_lesson
from server.room.plan import Activity, Code, Experiment, Form, Plan, Podium, Question, Race, Slide, Terms
from server.room.rounds.misconceptions import touched_by
from server.web.prose import html
from tests.lessons.programs import FENCE

LESSON = Path(__file__).parents[2] / "server" / "lessons" / "threads-and-thread-safety"
TAUGHT_TERMS = {
    *("process", "thread", "concurrency", "parallelism", "shared memory", "stack", "heap", "race condition"),
    *("critical section", "lock", "atomic", "deadlock", "livelock", "starvation", "thread safety", "GIL"),
}


@pytest.fixture(scope="module")
def lesson() -> Plan:
    return load_lesson(LESSON)


@pytest.fixture(scope="module")
def questions(lesson: Plan) -> list[Question]:
    return [step for step in lesson.steps if isinstance(step, Question)]


def test_the_check_finds_nothing_to_say_about_it():
    folder = LessonFolder(LESSON)
    lesson = read_lesson(folder)

    assert folder.findings.problems == []
    assert lesson is not None
    assert [str(hint) for hint in advice(lesson, folder)] == []


def test_it_fits_into_a_double_period(lesson: Plan):
    assert 55 <= minutes(lesson) <= 90


def test_it_asks_in_every_form_and_often_enough(questions: list[Question]):
    assert {question.form for question in questions} == set(get_args(Form))
    assert len(questions) >= 20


def test_it_teaches_every_term(lesson: Plan):
    terms = [term for step in lesson.steps if isinstance(step, Terms) for term in step.terms]

    assert {term.term for term in terms} == TAUGHT_TERMS
    assert all(len(term.meaning_md) <= 130 for term in terms)
    assert all("![" in term.example_md or 1 <= term.example_md.count("\n") - 1 <= 5 for term in terms)


def test_it_opens_with_a_question_races_twice_and_ends_on_the_podium(lesson: Plan):
    first_question = next(step for step in lesson.steps if isinstance(step, Question))
    races = [step.challenge for step in lesson.steps if isinstance(step, Race)]

    assert first_question.form == "poll"
    assert races == ["safe-transfer", "bank"]
    assert isinstance(lesson.steps[0], Slide)
    assert isinstance(lesson.steps[-1], Podium)


def test_it_tries_every_experiment_and_lets_the_page_stand_still_before_the_worker(lesson: Plan):
    activities = [step.activity for step in lesson.steps if isinstance(step, Experiment)]

    assert set(activities) == set(get_args(Activity))
    assert activities.index("main-thread") < activities.index("worker")


def test_its_examples_stand_side_by_side_in_python_and_javascript(lesson: Plan):
    examples = [step.tabs for step in lesson.steps if isinstance(step, Code)]

    assert all(len(tabs) == 2 for tabs in examples)
    assert [{tab.language for tab in tabs} for tabs in examples].count({"python", "javascript"}) == 2
    assert any(tab.program for tabs in examples for tab in tabs)
    for tabs in examples:
        for tab in tabs:
            lines = tab.source.splitlines()
            assert len(lines) <= CODE_LINES_MAX and max(map(len, lines)) <= 47, tab.label


def test_every_step_tells_the_instructor_what_to_say(lesson: Plan):
    assert [step.title for step in lesson.steps if not step.notes_md] == []


def test_every_answer_is_explained_and_every_wrong_choice_taken_seriously(questions: list[Question]):
    for question in questions:
        assert question.form == "poll" or question.explanation_md, question.title
        assert [option for option in wrong_options(question) if not question.whys_md[option]] == []


def test_every_wrong_answer_stands_for_a_misconception(questions: list[Question]):
    for question in questions:
        if question.form in ("numeric", "text", "ordering"):
            assert question.misconception, question.title
        elif question.form == "matching":
            assert all(question.misconceptions), question.title
        else:
            assert all(question.misconceptions[option] for option in wrong_options(question)), question.title


def test_the_last_questions_ask_again_what_was_believed_at_first(lesson: Plan, questions: list[Question]):
    again = [
        misconception.id
        for misconception in lesson.misconceptions
        if sum(misconception.id in touched_by(question) for question in questions) > 1
    ]

    assert all(any(one.id in touched_by(q) for q in questions) for one in lesson.misconceptions)
    assert len(again) >= 10


def wrong_options(question: Question) -> list[int]:
    choices = question.form in ("single", "multiple")
    return [i for i in range(len(question.options_md)) if choices and i not in question.right]


def test_the_place_of_the_right_option_gives_nothing_away(questions: list[Question]):
    places = [question.right[0] for question in questions if question.form == "single"]

    assert len(set(places)) >= 3
    assert max(places.count(place) for place in places) <= len(places) / 2
    assert {question.right for question in questions if question.form == "truefalse"} == {(0,), (1,)}


def test_the_back_row_can_read_it(lesson: Plan):
    for step in lesson.steps:
        shown = {Slide: "body_md", Question: "prompt_md"}.get(type(step))
        text = getattr(step, shown) if shown else ""
        programs = [source for _, source in FENCE.findall(text)]
        assert sum(source.count("\n") for source in programs) <= CODE_LINES_MAX, step.title
        assert max((len(line) for source in programs for line in source.splitlines()), default=0) <= 62
        assert len(re.sub(r"```.*?```|!\[.*?\)|\|", "", text, flags=re.DOTALL)) <= 420, step.title


def test_every_text_of_it_can_be_shown(lesson: Plan):
    slides = [html(step.body_md) for step in lesson.steps if isinstance(step, Slide)]

    assert sum("<img src=" in slide for slide in slides) >= 10
    assert not any("![" in slide or "```" in slide for slide in slides)
