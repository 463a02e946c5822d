"""`threadrace lesson check DIR` and `threadrace lesson new DIR`; both answer with the exit status."""

import sys
from collections import Counter
from pathlib import Path

from server.catalog.check import advice, minutes
from server.catalog.folder import LessonFolder
from server.catalog.new import Occupied, write_example
from server.catalog.read import read_lesson
from server.room import plan


def check_command(dir: str) -> int:
    """Print all that is wrong with a lesson: 0 if nothing is, 1 if something is, 2 without such a folder."""
    folder = LessonFolder(Path(dir))
    if not folder.path.is_dir():
        print(f"{dir} is not a folder.  Make a lesson with: threadrace lesson new {dir}", file=sys.stderr)
        return 2
    lesson = read_lesson(folder)
    for problem in folder.findings.problems:
        print(f"{dir}/{problem}")
    if lesson is None:
        print(f"{_counted(len(folder.findings.problems), 'problem')}.")
        return 1
    for hint in advice(lesson, folder):
        print(f"{dir}/{hint} (advice)")
    print(f"{_summary(lesson)}: no problems.")
    return 0


def new_command(dir: str) -> int:
    """Write a commented example: 0 if it is there, 2 if the folder cannot take it."""
    try:
        files = write_example(Path(dir))
    except Occupied as occupied:
        print(occupied, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{dir} cannot be written: {error.strerror}.  Name another folder.", file=sys.stderr)
        return 2
    for file in files:
        print(f"{dir}/{file}")
    print(f"Change them with any text editor, then: threadrace lesson check {dir}")
    return 0


def _summary(lesson: plan.Plan) -> str:
    """Such as `Threads: 31 steps (12 questions, 2 races), about 60 minutes`."""
    kinds = Counter(type(step) for step in lesson.steps)
    inner = f"{_counted(kinds[plan.Question], 'question')}, {_counted(kinds[plan.Race], 'race')}"
    steps = _counted(len(lesson.steps), "step")
    return f"{lesson.title}: {steps} ({inner}), about {_counted(minutes(lesson), 'minute')}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
