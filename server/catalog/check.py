"""What an author should know of a lesson that can be played, but might be better."""

import re
from collections.abc import Iterator

from server.catalog.folder import LESSON_FILE, LessonFolder
from server.catalog.problems import Problem
from server.room import plan

CODE_LINES_MAX = 14
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n(?P<code>.*?)^ {0,3}\1[ \t]*$", re.MULTILINE | re.DOTALL)
_KINDS = {"slides": "*.md", "questions": "*.toml", "terms": "*.toml"}


def advice(lesson: plan.Plan, folder: LessonFolder) -> Iterator[Problem]:
    """Hints that do not keep a lesson from being played."""
    for step in lesson.steps:
        name = f'"{step.title}"'
        for text in _shown(step):
            lines = max((fence["code"].count("\n") for fence in _FENCE.finditer(text)), default=0)
            if lines > CODE_LINES_MAX:
                fits = f"{CODE_LINES_MAX} can be read from the back row"
                yield Problem(LESSON_FILE, f"{name} shows {lines} lines of code at once, and {fits}")
        if isinstance(step, plan.Question) and step.form != "poll" and not step.explanation_md:
            yield Problem(LESSON_FILE, f"question {name} has no explanation: students ask for one")
    for part, pattern in _KINDS.items():
        for path in sorted((folder.path / part).glob(pattern)):
            file = path.relative_to(folder.path).as_posix()
            if file not in folder.used:
                yield Problem(file, "is used by no step")


def minutes(lesson: plan.Plan) -> int:
    """How long the lesson takes: its timers, a word about each answer, a minute and a bit for each slide."""
    seconds = 0.0
    for step in lesson.steps:
        match step:
            case plan.Question():
                seconds += step.seconds + 20
            case plan.Race():
                seconds += step.seconds
            case plan.Slide() | plan.Terms():
                seconds += 75
    return round(seconds / 60)


def _shown(step: plan.Step) -> tuple[str, ...]:
    match step:
        case plan.Slide():
            return (step.body_md,)
        case plan.Question():
            return (step.prompt_md, *step.options_md)
        case _:
            return ()
