"""Set-up: what is asked for is there, and what is missing is said with the fix."""

import os
import re
import subprocess
from pathlib import Path

HOUSE = Path(__file__).parents[1]


def make(*words: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *map(str, words)], cwd=HOUSE, env=environment, capture_output=True, text=True
    )


def test_help_lists_everything_that_the_readme_speaks_of():
    listed = set(re.findall(r"^  make (\w+)", make("help").stdout, re.MULTILINE))
    spoken_of = set(re.findall(r"\bmake (\w+)(?= {2,}|`| ARGS)", (HOUSE / "README.md").read_text()))

    assert {"run", "test", "lint", "bench", "help"} <= listed
    assert spoken_of <= listed


def test_help_is_what_make_says_when_nothing_is_asked():
    assert make().stdout == make("help").stdout


def test_a_python_that_will_not_do_is_named_and_nothing_is_made(tmp_path):
    made = make("setup", "PYTHON=/no/such/python", f"VENV={tmp_path / 'venv'}")

    assert made.returncode == 2
    assert "needs Python 3.11 or newer; /no/such/python is not" in made.stdout
    assert "make setup PYTHON=/path/to/python3" in made.stdout
    assert list(tmp_path.iterdir()) == []


def test_everything_asked_for_is_pinned():
    for wanted in HOUSE.glob("requirements*.in"):
        names = re.findall(r"^[a-z][\w.-]*", wanted.read_text(), re.MULTILINE)
        pinned = re.findall(r"^([a-z][\w.-]*)==", wanted.with_suffix(".txt").read_text(), re.MULTILINE)

        assert names != []
        assert set(names) <= set(pinned)


def test_what_runs_before_a_change_is_taken_can_be_run():
    script = HOUSE / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script]).returncode == 0
