"""From a lesson folder to a plan, with every problem on the way noted rather than the first."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from schema.lesson import (
    STEPS_MAX,
    CodeStep,
    ExperimentStep,
    LearnedStep,
    LessonHead,
    PodiumStep,
    QuestionFile,
    QuestionsStep,
    RaceStep,
    SlideStep,
    Step,
    TermFile,
    TermsStep,
    TourStep,
)
from schema.tour import TourFile
from server.catalog import steps, tours
from server.catalog.challenges import ChallengeText, folder_of, read_challenge
from server.catalog.code import code, experiment
from server.catalog.files import read_text, read_toml
from server.catalog.folder import LESSON_FILE, LessonFolder, one_of
from server.catalog.misconceptions import check_references, misconceptions
from server.catalog.problems import LessonError, Unreadable
from server.catalog.slides import SlideText, parse_slide
from server.room import plan

PLAN_CHARACTERS_MAX = 4_000_000


def load_lesson(folder: Path) -> plan.Plan:
    """The lesson in this folder.  Raises `LessonError` with all that is wrong with it."""
    reading = LessonFolder(folder)
    lesson = read_lesson(reading)
    if lesson is None:
        raise LessonError(tuple(reading.findings.problems))
    return lesson


def read_lesson(folder: LessonFolder) -> plan.Plan | None:
    """The lesson, or None with its problems noted in the folder's findings."""
    table = _lesson_table(folder)
    if table is None:
        return None
    written = table.pop("step", None)
    head = folder.valid(LessonHead, table, LESSON_FILE)
    made = tuple(_steps(written, head.language if head else "en", folder))
    if head is None:
        return None
    slug = slug_of(folder.path)
    believed = tuple(misconceptions(head, folder))
    lesson = plan.Plan(slug, head.title, head.language, head.series or slug, head.scoring, made, believed)
    check_references(lesson, folder)
    _check_size(lesson, folder)
    return None if folder.findings.problems else lesson


def _lesson_table(folder: LessonFolder) -> dict[str, Any] | None:
    path = folder.path / LESSON_FILE
    if not path.exists():
        folder.problem("", f"does not exist; make a lesson with: threadrace lesson new {folder.path}")
        return None
    with folder.findings.noting(LESSON_FILE):
        return read_toml(path)
    return None


def slug_of(folder: Path) -> str:
    """The lesson's name in addresses: its folder's, in lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")[:60] or "lesson"


def _check_size(lesson: plan.Plan, folder: LessonFolder) -> None:
    """A room keeps its whole plan in its journal, so a plan has its bounds."""
    if len(lesson.steps) > STEPS_MAX:
        folder.problem(
            "", f"has {len(lesson.steps)} steps, and at most {STEPS_MAX} fit: make two lessons of it"
        )
    if len(repr(lesson)) > PLAN_CHARACTERS_MAX:
        folder.problem("", "is larger than 4 MB with its pictures: use smaller pictures")


def _steps(written: object, language: str, folder: LessonFolder) -> Iterator[plan.Step]:
    match written:
        case [_, *_]:
            for index, value in enumerate(written):
                if step := folder.step(index, value):
                    yield from _made(step, f"step {index + 1}", language, folder)
        case dict():
            folder.problem("", "has [step] with single brackets: write [[step]]")
        case _:
            folder.problem("", "has no steps: add [[step]] with a kind")


def _made(written: Step, place: str, language: str, folder: LessonFolder) -> Iterator[plan.Step]:
    match written:
        case SlideStep():
            yield from _slide(written, place, folder)
        case TermsStep():
            yield plan.Terms(written.title, _terms(written, place, folder), written.notes.strip())
        case TourStep():
            yield from _tour(written, place, folder)
        case QuestionsStep():
            yield from _questions(written, place, language, folder)
        case RaceStep():
            yield from _race(written, place, folder)
        case CodeStep():
            yield code(written, place, folder)
        case ExperimentStep():
            yield experiment(written, folder)
        case LearnedStep():
            text = folder.pictured(written.text.strip(), LESSON_FILE)
            yield plan.Learned(written.title, text, written.notes.strip())
        case PodiumStep():
            yield plan.Podium(written.title, written.notes.strip())


def _slide(written: SlideStep, place: str, folder: LessonFolder) -> Iterator[plan.Slide]:
    """The slide; notes in its file and notes in its step are both the instructor's."""
    with folder.findings.noting(LESSON_FILE, place):
        one_of(written.file, written.text, "text")
        slide = _slide_text(written, place, folder)
        if slide:
            body = folder.pictured(slide.body, written.file or LESSON_FILE)
            notes = "\n\n".join(filter(None, [slide.notes, written.notes.strip()]))
            yield plan.Slide(written.title or slide.title, body, notes)


def _slide_text(written: SlideStep, place: str, folder: LessonFolder) -> SlideText | None:
    if written.file is None:
        if written.title is None:
            raise Unreadable('has no title: add title = "…"')
        return SlideText(written.title, (written.text or "").strip(), "")
    if path := folder.file(written.file, place):
        with folder.findings.noting(written.file):
            return parse_slide(read_text(path))
    return None


def _terms(written: TermsStep, place: str, folder: LessonFolder) -> tuple[plan.Term, ...]:
    terms = written.term
    with folder.findings.noting(LESSON_FILE, place):
        one_of(written.file, written.term, "[[step.term]]")
    if written.file and (file := folder.table(TermFile, written.file, place)):
        terms = file.term
    name = written.file or LESSON_FILE
    return tuple(
        plan.Term(
            term.term,
            folder.pictured(term.meaning.strip(), name),
            folder.pictured(term.example.strip(), name),
        )
        for term in terms
    )


def _tour(written: TourStep, place: str, folder: LessonFolder) -> Iterator[plan.Tour]:
    if file := folder.table(TourFile, written.file, place):
        wrong = list(tours.mistakes(file))
        for mistake in wrong:
            folder.problem("", mistake, file=written.file)
        if not wrong:
            yield tours.tour(file, written.notes)


def _questions(
    written: QuestionsStep, place: str, language: str, folder: LessonFolder
) -> Iterator[plan.Question]:
    questions = written.question
    with folder.findings.noting(LESSON_FILE, place):
        one_of(written.file, written.question, "[[step.question]]")
    if written.file and (file := folder.table(QuestionFile, written.file, place)):
        questions = file.question
    name = written.file or LESSON_FILE
    for number, asked in enumerate(questions, start=1):
        where = f"question {number}" if written.file else f"{place}, question {number}"
        with folder.findings.noting(name, where):
            yield _pictured(steps.question(asked, language), name, folder)
            folder.note_programs(asked, name, where)


def _pictured(question: plan.Question, name: str, folder: LessonFolder) -> plan.Question:
    def each(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(folder.pictured(text, name) for text in texts)

    return replace(
        question,
        prompt_md=folder.pictured(question.prompt_md, name),
        options_md=each(question.options_md),
        items_md=each(question.items_md),
        explanation_md=folder.pictured(question.explanation_md, name),
    )


def _race(written: RaceStep, place: str, folder: LessonFolder) -> Iterator[plan.Race]:
    challenge = _challenge(written.challenge, place, folder)
    bonus = [_challenge(one.challenge, place, folder) for one in written.bonus]
    names = [written.challenge, *(one.challenge for one in written.bonus)]
    for name in {name for name in names if names.count(name) > 1}:
        folder.problem(place, f"has the challenge {name} twice: a bonus is another one")
    if challenge:
        pairs = zip(written.bonus, bonus, strict=True)
        yield steps.race(written, challenge, tuple(steps.lap(one, text) for one, text in pairs if text))


def _challenge(name: str, place: str, folder: LessonFolder) -> ChallengeText | None:
    found = folder_of(name, folder.path)
    if found is None:
        names = f"names the challenge {name}, and there is no folder challenges/{name}"
        folder.problem(place, f"{names}: create it, or correct the name")
        return None
    return read_challenge(found, folder.findings)
