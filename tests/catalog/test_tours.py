"""Tours as authors write them: what becomes of one, and what could not happen so."""

import tomllib
from pathlib import Path

import pytest

from schema.tour import TourFile
from server.catalog import tours
from server.catalog.problems import LessonError
from server.catalog.read import load_lesson
from server.judge.inside.story import letter
from server.room.plan import Cell, RunStep, Tour
from tests.catalog.lessons import write

BUILT_IN = Path(tours.__file__).parents[1] / "lessons" / "threads-and-thread-safety"
LESSON = 'title = "Tour"\n[[step]]\nkind = "tour"\nfile = "tours/a.toml"\nnotes = "Stop here."\n'
HEAD = """title = "A press"
source = '''
n = n + 1
lock.acquire()
'''
threads = ["main", "helper"]

[heap]
n = 0
"""


def steps(*written: str) -> str:
    return HEAD + "".join(f"\n[[step]]\n{step}\n" for step in written)


def problems(folder: Path, *written: str) -> list[str]:
    with pytest.raises(LessonError) as found:
        load_lesson(write(folder, lesson_toml=LESSON, tours__a_toml=steps(*written)))
    return [str(problem) for problem in found.value.problems]


def test_a_tour_is_a_run_with_the_authors_words(tmp_path: Path):
    written = steps(
        'says = "Look."',
        'thread = "A"\nline = 1\ndoes = "read"\ntarget = "n"',
        'thread = "A"\nline = 1\ndoes = "write"\ntarget = "n"\nvalue = 1\nsays = "One more."',
        'thread = "A"\ndoes = "start"\ntarget = "B"',
    )

    plan = load_lesson(write(tmp_path, lesson_toml=LESSON, tours__a_toml=written))

    assert plan.steps[0] == Tour(
        "A press",
        "n = n + 1\nlock.acquire()",
        ("main", "helper"),
        (Cell("n", "0"),),
        (
            RunStep(-1, 0, "note", says_md="Look."),
            RunStep(0, 1, "read", "n", "0"),
            RunStep(0, 1, "write", "n", "1", "One more."),
            RunStep(0, 0, "start", "B", "2"),
        ),
        "Stop here.",
    )


@pytest.mark.parametrize(
    ("step", "mistake"),
    [
        ('thread = "C"\nsays = "?"', "is thread C's, which is not there: describe it in threads"),
        ('does = "call"\ntarget = "f()"', 'does call, and nobody does it: add thread = "A"'),
        ('thread = "A"', "has neither does nor says: add one of them"),
        ('thread = "A"\nline = 9\nsays = "?"', "is at line 9, and the source has 2"),
        (
            'thread = "A"\nline = 2\ndoes = "read"\ntarget = "n"',
            "does read n, which line 2 does not mention",
        ),
        (
            'thread = "A"\ndoes = "read"\ntarget = "m"',
            "does read m, which is not on the heap: add it to [heap]",
        ),
        ('thread = "A"\ndoes = "read"\ntarget = "n"\nvalue = 7', "reads n as 7, but it is 0 then"),
        ('thread = "A"\ndoes = "write"\ntarget = "n"', "writes n without a value: add value = …"),
        (
            'thread = "A"\ndoes = "release"\ntarget = "lock"',
            "gives back lock, which thread A does not hold",
        ),
        (
            'thread = "A"\ndoes = "waits"\ntarget = "lock"',
            "waits for lock, which nobody holds: write acquire",
        ),
        (
            'thread = "A"\ndoes = "return"\ntarget = "f()"',
            "returns from f(), which thread A has not called",
        ),
        ('thread = "A"\ndoes = "join"\ntarget = "Z"', "does join Z: write the letter of a thread"),
    ],
)
def test_what_could_not_happen_is_told_with_its_step(tmp_path: Path, step: str, mistake: str):
    assert problems(tmp_path, 'says = "Look."', step) == [f"tours/a.toml: step 2 {mistake}"]


def test_a_lock_is_not_taken_twice_and_who_waits_does_nothing_else(tmp_path: Path):
    take = 'thread = "{}"\ndoes = "{}"\ntarget = "lock"'

    found = problems(
        tmp_path,
        take.format("A", "acquire"),
        take.format("B", "acquire"),
        take.format("B", "release"),
        take.format("A", "acquire"),
        take.format("B", "waits"),
        'thread = "B"\ndoes = "read"\ntarget = "n"',
    )

    assert [line.removeprefix("tours/a.toml: ") for line in found] == [
        "step 2 takes lock, which thread A holds: let it be given back first, or write waits",
        "step 6 does read, but thread B waits for lock",
    ]


@pytest.mark.parametrize("file", sorted((BUILT_IN / "tours").glob("*.toml")), ids=lambda path: path.stem)
def test_a_built_in_tour_could_happen_and_says_something_at_its_ends(file: Path):
    tour = next(
        step for step in load_lesson(BUILT_IN).steps if isinstance(step, Tour) and _title(file) == step.title
    )

    assert tour.steps[0].says_md and tour.steps[-1].says_md
    assert {letter(step.thread) for step in tour.steps if step.thread >= 0} == {
        letter(thread) for thread in range(len(tour.threads))
    }


def _title(file: Path) -> str:
    return TourFile.model_validate(tomllib.loads(file.read_text("utf-8"))).title
