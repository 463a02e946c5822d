"""`threadrace lesson check` judges the programs of a challenge; each must get the verdict that it claims."""

import shutil
from pathlib import Path

import pytest

from server.catalog.cli import check_command
from server.judge.challenge import BUILT_IN_CHALLENGES
from server.proving import prove

LESSON = 'title = "Race"\n[[step]]\nkind = "race"\nchallenge = "count"\n'
LOCKED = """import threading
class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()
    def increment(self):
        with self.lock:
            self.value += 1
"""
BLOCKS = """given = 1
right = '''
import threading
class Counter:
    def __init__(self):
        self.value = 0
---
        self.lock = threading.Lock()
---
    def increment(self):
---
        with self.lock:
---
            self.value += 1
'''
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A lesson with one challenge of its own, all of whose claims hold."""
    folder = tmp_path / "challenges" / "count"
    shutil.copytree(BUILT_IN_CHALLENGES / "counter", folder, ignore=shutil.ignore_patterns("submissions"))
    (tmp_path / "lesson.toml").write_text(LESSON)
    (folder / "blocks.toml").write_text(BLOCKS)
    claim(folder, "accepted/lock.py", LOCKED)
    claim(folder, "lost_update/blocks_no_lock.py", LOCKED.replace("with self.lock:\n            ", ""))
    return tmp_path


def claim(folder: Path, name: str, source: str) -> None:
    path = folder / "submissions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)


def test_a_challenge_whose_claims_hold_is_proven(lesson: Path, capsys: pytest.CaptureFixture[str]):
    assert check_command(str(lesson), prove) == 0
    out = capsys.readouterr().out
    assert "challenges/count: 4 of 4 programs got their verdict (" in out
    assert out.splitlines()[-1].endswith("no problems.")


def test_each_claim_that_does_not_hold_is_named_with_what_the_judge_says(
    lesson: Path, capsys: pytest.CaptureFixture[str]
):
    folder = lesson / "challenges" / "count"
    (folder / "starter.py").write_text(LOCKED)
    (folder / "blocks.toml").write_text(BLOCKS.replace("    self.value += 1", "self.value += 1"))
    claim(folder, "accepted/no_lock.py", LOCKED.replace("with self.lock:", "if True:"))
    claim(folder, "lost_update/blocks_strange.py", LOCKED.replace("with self.lock:", "if 1:"))

    assert check_command(str(lesson), prove) == 1
    out = capsys.readouterr().out
    assert "challenges/count/starter.py: is accepted as it stands: leave students something to mend" in out
    assert "challenges/count/blocks.toml: should be accepted, and the judge says rejected (line" in out
    assert "accepted/no_lock.py: should be accepted, and the judge says lost_update" in out
    assert "lost_update/blocks_strange.py: cannot be put together from the blocks of blocks.toml" in out
    assert out.splitlines()[-1] == "4 problems."


def test_a_folder_that_is_no_verdict_and_a_reference_that_fails_are_said(lesson: Path):
    claim(lesson / "challenges" / "count", "acepted/lock.py", LOCKED)
    broken = lesson / "challenges" / "broken"
    shutil.copytree(BUILT_IN_CHALLENGES / "counter", broken)
    (broken / "reference.py").write_text("class Counter:\n    def __init__(self):\n        1 / 0\n")

    said = [str(problem) for problem in prove(lesson)]
    assert len(said) == 2
    assert "broken/reference.py: ZeroDivisionError" in said[0]
    assert "count/submissions/acepted/lock.py: its folder is no verdict; one of" in said[1]


def test_a_lesson_without_challenges_of_its_own_starts_no_judge(tmp_path: Path):
    assert prove(tmp_path) == []
