"""`threadrace lesson check`, `new` and `schema`; they answer with the exit status."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from server.catalog.check import advice, minutes
from server.catalog.folder import LessonFolder
from server.catalog.new import SCHEMAS, Occupied, schema_text, write_example
from server.catalog.problems import Problem
from server.catalog.programs import Claim
from server.catalog.read import read_lesson
from server.room import plan

Proof = Callable[[Path], list[Problem]]
KeyProof = Callable[[Sequence[Claim]], list[Problem]]


def check_command(dir: str, proof: Proof = lambda _: [], keys: KeyProof | None = None) -> int:
    """Print all that is wrong with a lesson: 0 if nothing is, 1 if something is, 2 without such a folder.

    `proof` gives what is wrong with its challenges, `keys` with what its questions claim about programs; they
    are asked when all else is well.
    """
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
    unproven = [*proof(folder.path), *(keys(folder.claims) if keys else [])]
    for problem in unproven:
        print(f"{dir}/{problem}")
    if unproven:
        print(f"{_counted(len(unproven), 'problem')}.")
        return 1
    tried = f"; every interleaving of {_counted(len(folder.claims), 'program')} tried" if keys else ""
    print(f"{_summary(lesson)}: no problems{tried if folder.claims else ''}.")
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


def schema_command(name: str) -> int:
    """Print the JSON Schema of one kind of lesson file."""
    if name not in SCHEMAS:
        print(f"There is no schema {name!r}; the names are {', '.join(SCHEMAS)}.", file=sys.stderr)
        return 2
    print(schema_text(name), end="")
    return 0


def _summary(lesson: plan.Plan) -> str:
    """Such as `Threads: 31 steps (12 questions, 2 races), about 60 minutes`."""
    kinds = Counter(type(step) for step in lesson.steps)
    inner = f"{_counted(kinds[plan.Question], 'question')}, {_counted(kinds[plan.Race], 'race')}"
    steps = _counted(len(lesson.steps), "step")
    return f"{lesson.title}: {steps} ({inner}), about {_counted(minutes(lesson), 'minute')}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
