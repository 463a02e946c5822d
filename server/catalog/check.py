"""What an author should know of a lesson that can be played, but might be better."""

import re
from collections.abc import Iterator

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from server.catalog.folder import LESSON_FILE, LessonFolder
from server.catalog.problems import Problem
from server.room import plan
from server.room.rounds.misconceptions import touched_by

CODE_LINES_MAX = 14
_FENCE = re.compile(
    r"^ {0,3}(```+|~~~+)[ \t]*(?P<language>[^\s`]*)[^\n]*\n(?P<code>.*?)^ {0,3}\1[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_KINDS = {"slides": "*.md", "questions": "*.toml", "terms": "*.toml", "code": "*", "tours": "*.toml"}


def advice(lesson: plan.Plan, folder: LessonFolder) -> Iterator[Problem]:
    """Hints that do not keep a lesson from being played."""
    for step in lesson.steps:
        for fence in (fence for text in _shown(step) for fence in _FENCE.finditer(text)):
            yield from (Problem(LESSON_FILE, f'"{step.title}" {hint}') for hint in _on_code(fence))
        for source in _listed(step):
            if (lines := source.strip("\n").count("\n") + 1) > CODE_LINES_MAX:
                yield Problem(LESSON_FILE, f'"{step.title}" {_too_long(lines)}')
        if isinstance(step, plan.Question) and step.form != "poll" and not step.explanation_md:
            yield Problem(LESSON_FILE, f'question "{step.title}" has no explanation: students ask for one')
    yield from _on_misconceptions(lesson)
    for part, pattern in _KINDS.items():
        for path in sorted((folder.path / part).glob(pattern)):
            file = path.relative_to(folder.path).as_posix()
            if file not in folder.used:
                yield Problem(file, "is used by no step")


def _on_misconceptions(lesson: plan.Plan) -> Iterator[Problem]:
    questions = [step for step in lesson.steps if isinstance(step, plan.Question)]
    named = {id for question in questions for id in touched_by(question)}
    for misconception in lesson.misconceptions:
        if misconception.id not in named:
            yield Problem(LESSON_FILE, f"misconception {misconception.id} is named by no answer")
    if named and not any(isinstance(step, plan.Learned) for step in lesson.steps):
        yield Problem(LESSON_FILE, 'has misconceptions and no step of the kind "learned" that shows them')


def _on_code(fence: re.Match[str]) -> Iterator[str]:
    lines, language = fence["code"].count("\n"), fence["language"]
    if lines > CODE_LINES_MAX:
        yield _too_long(lines)
    if language and not _is_known(language):
        yield f"has code in {language}, which nobody can colour: correct the language behind the ```"


def _too_long(lines: int) -> str:
    return f"shows {lines} lines of code at once, and {CODE_LINES_MAX} can be read from the back row"


def _listed(step: plan.Step) -> tuple[str, ...]:
    """Whole programs that a step shows."""
    return tuple(tab.source for tab in step.tabs) if isinstance(step, plan.Code) else ()


def _is_known(language: str) -> bool:
    try:
        return find_lexer_class_by_name(language) is not None
    except ClassNotFound:
        return False


def minutes(lesson: plan.Plan) -> int:
    """How long the lesson takes: its timers, a word about each answer, a minute and a bit for each slide."""
    seconds = 0.0
    for step in lesson.steps:
        match step:
            case plan.Question():
                seconds += step.seconds + 20
            case plan.Race():
                seconds += step.seconds
            case plan.Slide() | plan.Terms() | plan.Code():
                seconds += 75
            case plan.Experiment():
                seconds += 150
            case plan.Tour():
                seconds += 6 * len(step.steps)
    return round(seconds / 60)


def _shown(step: plan.Step) -> tuple[str, ...]:
    match step:
        case plan.Slide():
            return (step.body_md,)
        case plan.Question():
            return (step.prompt_md, *step.options_md)
        case plan.Code():
            return (step.intro_md,)
        case plan.Experiment():
            return (step.prompt_md, step.learned_md)
        case plan.Tour():
            return (f"```python\n{step.source}\n```",)
        case _:
            return ()
