"""The same submission has the same report: run again, on a busy machine, and on every Python there is."""

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from server.judge.challenge import BUILT_IN_CHALLENGES, load_challenge
from tests.judge.judging import built_in, frames_of, judge

PICKED = [
    "counter/submissions/accepted/lock.py",
    "bank/submissions/lost_update/no_lock.py",
    "bank/submissions/deadlock/source_then_target.py",
    "payday/submissions/overdraft/if_instead_of_while.py",
    "account/submissions/not_linearizable/gives_up_when_busy.py",
]
PROGRAM = """
import json, sys
sys.path.append(sys.argv[1])
from inside import run_job
frames = []
run_job(json.load(sys.stdin), frames.append)
print(json.dumps(frames))
"""
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def _found() -> list[str]:
    """One working interpreter of each version: on the path, or installed beside this one."""
    beside = sorted(Path(sys.base_prefix).parent.glob("3.*/bin/python3"))
    every = [sys.executable, *filter(None, (shutil.which(f"python{v}") for v in VERSIONS)), *map(str, beside)]
    found: dict[str, str] = {}
    for python in every:
        asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
        if version in VERSIONS:
            found.setdefault(version, python)
    return list(found.values())


PYTHONS = _found()


def what_counts(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All but the time it took and the Python it ran on."""
    report = frames[-1]["report"]
    report["explored"].pop("seconds", None)
    report.pop("python", None)
    return frames


def job_of(name: str) -> dict[str, Any]:
    path = BUILT_IN_CHALLENGES / name
    return load_challenge(path.parents[2]).job(path.read_text())


def on(python: str, job: dict[str, Any]) -> list[dict[str, Any]]:
    inside = Path(__file__).parents[2] / "server" / "judge"
    ran = subprocess.run(
        [python, "-c", PROGRAM, str(inside)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONHASHSEED": "0"},
    )
    assert ran.returncode == 0, ran.stderr
    frames: list[dict[str, Any]] = json.loads(ran.stdout)
    return frames


@pytest.mark.parametrize("name", PICKED)
def test_every_python_tells_the_same(name: str):
    job = job_of(name)
    here = what_counts(frames_of(job))

    assert [what_counts(on(python, job)) for python in PYTHONS] == [here] * len(PYTHONS)


def test_a_busy_machine_changes_nothing():
    job = job_of("bank/submissions/lost_update/no_lock.py")
    quiet = what_counts(frames_of(job))
    enough = threading.Event()
    busy = [threading.Thread(target=lambda: all(not enough.is_set() for _ in iter(int, 1))) for _ in range(2)]
    for thread in busy:
        thread.start()

    try:
        assert [what_counts(frames_of(job)) for _ in range(3)] == [quiet] * 3
    finally:
        enough.set()


@pytest.mark.parametrize("name", [n for n in PICKED if "/accepted/" not in n])
def test_a_witness_replays_exactly(name: str):
    path = BUILT_IN_CHALLENGES / name
    slug = path.parents[2].name
    first = judge(slug, path)
    assert first.witness is not None

    replays = [judge(slug, path, schedule=first.witness.schedule) for _ in range(3)]

    assert [(r.verdict, r.witness) for r in replays] == [(first.verdict, first.witness)] * 3


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ("", "cannot be read"),
        ("opposite:zz", "cannot be read"),
        ("nowhere:m1", "no scenario called 'nowhere'"),
        ("opposite:m3-5x7", "belongs to another program"),
    ],
)
def test_a_schedule_that_does_not_fit_says_so(schedule: str, words: str):
    report = judge("bank", built_in("bank").starter, schedule=schedule)

    assert (report.verdict, report.accepted) == ("rejected", False)
    assert words in report.message
