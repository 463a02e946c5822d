"""Examples and experiments: what is shown of a program is the program that runs."""

from pathlib import Path

import pytest

from server.catalog.code import EXPERIMENTS, PROGRAMS
from server.catalog.folder import LessonFolder
from server.catalog.read import load_lesson, read_lesson
from server.judge.speedup import PROGRAM
from server.room.plan import Code, Experiment
from tests.catalog.lessons import write

HEAD = 'title = "Short"\n\n[[step]]\n'
CODE = HEAD + 'kind = "code"\ntitle = "Two"\n'
EXPERIMENT = HEAD + 'kind = "experiment"\ntitle = "Try"\ntext = "What?"\nactivity = '


def problems(folder: Path) -> str:
    reading = LessonFolder(folder)
    read_lesson(reading)
    return "\n".join(map(str, reading.findings.problems))


@pytest.mark.parametrize("activity", EXPERIMENTS)
def test_an_experiment_shows_the_program_that_runs(tmp_path: Path, activity: str):
    (step,) = load_lesson(write(tmp_path, lesson_toml=f'{EXPERIMENT}"{activity}"')).steps

    assert isinstance(step, Experiment)
    assert step.source == EXPERIMENTS[activity][1].read_text()
    assert activity != "processes" or EXPERIMENTS[activity][1] == PROGRAM


def test_a_program_of_the_pages_is_shown_from_its_files(tmp_path: Path):
    tab = '[[step.tab]]\nlabel = "JS"\nprogram = "sum-in-a-worker"\n'
    (step,) = load_lesson(write(tmp_path, lesson_toml=CODE + tab)).steps

    assert isinstance(step, Code)
    assert all(path.read_text() in step.tabs[0].source for path in PROGRAMS["sum-in-a-worker"])
    assert step.tabs[0].program == "sum-in-a-worker"


def test_the_language_of_a_file_is_known_by_its_name(tmp_path: Path):
    tabs = "".join(f'[[step.tab]]\nlabel = "{name}"\nfile = "code/{name}"\n' for name in ("a.py", "b.js"))
    folder = write(tmp_path, lesson_toml=CODE + tabs, code__a_py="x = 1\n", code__b_js="x;\n")
    (step,) = load_lesson(folder).steps

    assert isinstance(step, Code)
    assert [(tab.language, tab.source) for tab in step.tabs] == [
        ("python", "x = 1\n"),
        ("javascript", "x;\n"),
    ]


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        (CODE, "lesson.toml: step 1 has no tab: add [[step.tab]]"),
        (
            CODE + '[[step.tab]]\nlabel = "A"\n',
            "lesson.toml: step 1, tab 1 has neither file nor source nor program: add one",
        ),
        (
            CODE + '[[step.tab]]\nlabel = "A"\nsource = "x"\nfile = "a.py"\n',
            "lesson.toml: step 1, tab 1 has both file and source: keep one",
        ),
        (
            CODE + '[[step.tab]]\nlabel = "A"\nfile = "a.py"\n',
            "lesson.toml: step 1, tab 1 names a.py, which does not exist: create it, or correct its name",
        ),
        (
            CODE + '[[step.tab]]\nlabel = "A"\nsource = "x"\n[[step.tab]]\nlabel = "B"\nprogramm = "x"\n',
            "lesson.toml: step 1, tab 2 has the unknown key programm; did you mean program?",
        ),
        (
            EXPERIMENT + '"quantum"',
            'lesson.toml: step 1 has activity = "quantum", which is none of counter, main-thread, worker, '
            "processes",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_fix(tmp_path: Path, lesson: str, said: str):
    assert problems(write(tmp_path, lesson_toml=lesson)) == said
