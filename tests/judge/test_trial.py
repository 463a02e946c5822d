"""A lesson's program, run in a confined process: plainly, and with switches of ours."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.judge.inside.trial import run_trial
from server.judge.queue import Judge
from server.room.outside import JudgeUnavailable

COUNTER = (Path(__file__).parents[2] / "server/lessons/programs/counter.py").read_text()
LOCKED = COUNTER.replace("Thread\n", "Thread, Lock\nlock = Lock()\n", 1).replace(
    "        counter += 1", "        with lock:\n            counter += 1"
)


@pytest.fixture
async def judge() -> AsyncIterator[Judge]:
    async with Judge({}) as judge:
        yield judge


def switched(source: str, seed: str) -> int:
    told: list[dict[str, object]] = []
    run_trial({"source": source, "seed": seed}, told.append)
    [trial] = told
    assert isinstance(trial["switched"], int)
    return trial["switched"]


def test_a_counter_without_a_lock_comes_out_in_many_ways():
    results = {switched(COUNTER, f"seed {number}") for number in range(40)}

    assert len(results) >= 10
    assert min(results) < 150 and max(results) <= 200


def test_the_same_seed_switches_in_the_same_way():
    assert switched(COUNTER, "one") == switched(COUNTER, "one")


def test_a_counter_with_its_lock_is_200_however_it_is_switched():
    assert {switched(LOCKED, f"seed {number}") for number in range(20)} == {200}


async def test_it_runs_confined_beside_a_plain_run(judge: Judge):
    trial = await judge.trial(student="ada", source=COUNTER, seed="one")

    assert trial.switched == switched(COUNTER, "one")
    assert 2 <= trial.plain <= 200


NO_NUMBER = (
    "def run():\n    return 'many'",
    "def start():\n    return 1",
    "def run():\n    raise ValueError",
    "this is no Python",
    "import os\ndef run():\n    return 1",
)


async def test_a_program_that_gives_no_number_gives_nothing(judge: Judge):
    for source in NO_NUMBER:
        with pytest.raises(JudgeUnavailable):
            await judge.trial(student="ada", source=source, seed="one")
