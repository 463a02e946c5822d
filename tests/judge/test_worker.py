"""From a text to its verdict through everything that is real: queue, confined process, engine, the check
after."""

import asyncio
import json
import os
import statistics
import tempfile
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from schema.report import Report
from server.judge import cgroup
from server.judge.challenge import Challenge, load_challenges
from server.judge.machine import Machine
from server.judge.queue import Judge
from server.judge.sandbox.limits import LIMITS
from server.judge.worker import ENGINE, Worker, unreadable
from server.room.outside import JudgeUnavailable
from tests.judge.machines import (
    CASES,
    EVERYTHING,
    FILTER_ONLY,
    HERE,
    LIMITS_ONLY,
    TRIED,
    Way,
    forked,
    machine,
    names,
    said,
)

SUBMISSIONS = CASES / "submissions"
GOOD = (SUBMISSIONS / "good.py").read_text()
TIGHT = replace(LIMITS, cpu_seconds=2)


@pytest.fixture(scope="module")
def challenges() -> dict[str, Challenge]:
    return load_challenges()


@pytest.fixture(params=TRIED, ids=str)
async def worker(challenges: dict[str, Challenge], request: pytest.FixtureRequest) -> AsyncIterator[Worker]:
    worker = Worker(challenges, machine(request.param, limits=TIGHT))
    await worker.start()
    yield worker
    await worker.stop()


@pytest.mark.parametrize("slug", ["safe-transfer", "bank"])
async def test_a_starter_is_caught_and_the_level_is_stored_with_the_verdict(
    slug: str, worker: Worker, challenges: dict[str, Challenge]
) -> None:
    report = await worker.judge(slug, challenges[slug].starter)

    assert not report.accepted and report.witness
    assert report.sandbox == worker.level.name
    assert json.loads(report.model_dump_json())["challenge"] == slug


async def test_what_takes_too_much_is_told_by_its_name(worker: Worker) -> None:
    told = {}
    for name in names("submissions"):
        told[name] = await worker.judge("bank", (SUBMISSIONS / f"{name}.py").read_text())

    assert {name: report.verdict for name, report in told.items()} == {
        name: said(SUBMISSIONS / f"{name}.py", "verdict") for name in told
    }
    assert all(report.message for report in told.values())


async def test_the_same_text_gets_the_same_report_every_time_in_any_process(
    challenges: dict[str, Challenge],
) -> None:
    reports = []
    for layers in (EVERYTHING, FILTER_ONLY):
        worker = Worker(challenges, Machine(ENGINE, layers=layers))
        await worker.start()
        for source in (challenges["safe-transfer"].starter, RIGHT) * 2:
            report = (await worker.judge("safe-transfer", source)).model_dump(exclude={"sandbox"})
            del report["explored"]["seconds"]
            reports.append(report)
        await worker.stop()

    assert reports[0::2] == reports[0:1] * 4
    assert reports[1::2] == reports[1:2] * 4


async def test_a_witness_can_be_replayed(worker: Worker, challenges: dict[str, Challenge]) -> None:
    found = await worker.judge("bank", challenges["bank"].starter)
    assert found.witness

    again = await worker.judge("bank", challenges["bank"].starter, found.witness.schedule)

    assert (again.verdict, again.witness and again.witness.steps) == (found.verdict, found.witness.steps)


DEEP = 10_000
TEXTS = {
    "nested parentheses": "x=" + "(" * DEEP + ")" * DEEP,
    "a chain of signs": "x=" + "-" * 15_000 + "1",
    "a compile bomb": "".join(f"{'  ' * d}try:\n{'  ' * d} pass\n{'  ' * d}finally:\n" for d in range(20))
    + "  " * 20
    + "pass\n",
    "a big literal": "x={" + ",".join(f"{n}:{n}" for n in range(300_000)) + "}",
    "a null character": "x=1\0y",
    "half a character": "x = '" + chr(0xD800) + "'",
    "nothing": "",
    "not Python": "class Bank {",
    "a million lines": "\n" * 1_000_000,
}


async def test_a_text_that_is_no_program_is_refused_in_words(worker: Worker) -> None:
    reports = {name: await worker.judge("bank", text) for name, text in TEXTS.items()}

    assert {name: report.verdict for name, report in reports.items()} == dict.fromkeys(TEXTS, "rejected")
    assert all(report.message and report.message.isprintable() for report in reports.values())


async def test_hidden_characters_in_a_comment_change_nothing(worker: Worker) -> None:
    trojan = GOOD.replace(
        "        with self.lock:", "        # \u202e } \u2066if True:\u2069\n        with self.lock:", 1
    )

    assert (await worker.judge("bank", trojan)).verdict == "accepted"


def test_a_text_is_only_measured_in_the_server() -> None:
    assert unreadable(GOOD) is None
    assert unreadable("é" * (LIMITS.source_bytes // 2)) is None
    assert unreadable("é" * (LIMITS.source_bytes // 2 + 1)) is not None


async def test_an_unknown_challenge_is_no_verdict(worker: Worker) -> None:
    with pytest.raises(JudgeUnavailable, match="there is no challenge"):
        await worker.judge("chess", GOOD)


async def test_whatever_dies_meanwhile_every_verdict_is_true(challenges: dict[str, Challenge]) -> None:
    """F16."""
    starter = challenges["safe-transfer"].starter
    async with Judge(challenges) as judge:
        runs = [
            asyncio.create_task(
                judge.judge(student=f"s{n}", challenge="safe-transfer", source=starter if n % 2 else RIGHT)
            )
            for n in range(10)
        ]
        for _ in range(4):
            await asyncio.wait(runs, timeout=0.3)
            for process in forked():
                with suppress(psutil.NoSuchProcess):  # it may have ended in this moment
                    process.kill()
        ends = await asyncio.gather(*runs, return_exceptions=True)

    assert all(isinstance(end, Report | JudgeUnavailable) for end in ends)
    judged = {n: end.verdict for n, end in enumerate(ends) if isinstance(end, Report)}
    assert judged == {n: "lost_update" if n % 2 else "accepted" for n in judged}
    assert judged


async def test_a_level_that_sinks_in_mid_lesson_switches_code_off(
    challenges: dict[str, Challenge], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(challenges, Machine(ENGINE))
    await worker.start()
    monkeypatch.setattr(worker._machine, "_layers", LIMITS_ONLY)
    for process in forked():
        process.kill()

    with pytest.raises(JudgeUnavailable):
        await worker.judge("bank", GOOD)
    assert not worker.level.code_steps
    await worker.stop()


HURT = """

def safe_bank_transfer(initial_balance, transfers):
    hurt()
    return initial_balance + sum(transfers)
"""
RIGHT = "def safe_bank_transfer(initial_balance, transfers):\n    return initial_balance + sum(transfers)\n"
HOSTILE = ("loop_in_python", "hoard", "print_without_end", "threads_without_end", "recursion_without_end") * 2


async def test_thirty_students_at_once_ten_of_them_hostile(
    challenges: dict[str, Challenge], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine = psutil.Process()
    before = mine.memory_info().rss
    sources = {
        f"hostile {n}": (SUBMISSIONS / f"{name}.py").read_text() + HURT for n, name in enumerate(HOSTILE)
    }
    sources |= {f"right {n}": RIGHT for n in range(10)}
    sources |= {f"wrong {n}": challenges["safe-transfer"].starter for n in range(10)}
    async with Judge(challenges) as judge:
        reports = await asyncio.gather(
            *(
                judge.judge(student=name, challenge="safe-transfer", source=source)
                for name, source in sources.items()
            )
        )
    verdicts = dict(zip(sources, (report.verdict for report in reports), strict=True))

    assert {verdicts[f"right {n}"] for n in range(10)} == {"accepted"}
    assert {verdicts[f"wrong {n}"] for n in range(10)} == {"lost_update"}
    told = {verdicts[f"hostile {n}"] for n in range(10)}
    assert {"time_limit", "memory_limit"} <= told <= {"time_limit", "memory_limit", "exception", "deadlock"}
    assert forked() == []
    assert mine.memory_info().rss - before < 64 * 1024 * 1024
    assert list(Path("/sys/fs/cgroup").glob(f"**/{cgroup.PREFIX}{mine.pid}-*")) == []  # noqa: ASYNC240
    assert os.listdir(tmp_path) == []


# -- what a submission that got past the gate could still do -------------------------------------------

UNGATED = replace(
    ENGINE, packages={**ENGINE.packages, "payload": HERE / "payload"}, preload=("payload.no_gate",)
)


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_with_the_gate_open_nothing_is_forged_either(
    challenges: dict[str, Challenge], way: Way
) -> None:
    worker = Worker(challenges, machine(way, UNGATED, TIGHT))
    await worker.start()
    bank = (CASES / "bank.py").read_text()
    cases = {
        **{name: (CASES / "tampering" / f"{name}.py").read_text() for name in names("tampering")},
        **{name: (CASES / "bypasses" / f"{name}.py").read_text() + bank for name in names("bypasses")},
    }
    reports = {name: await worker.judge("bank", source) for name, source in cases.items()}
    await worker.stop()

    assert {name for name, report in reports.items() if report.accepted} == set()


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_with_the_gate_open_the_layers_still_hold(challenges: dict[str, Challenge], way: Way) -> None:
    ungated = machine(way, UNGATED, TIGHT)
    await ungated.start()
    job = challenges["bank"].job
    reaching = (
        "\nreached = []\n"
        + "try:\n    import os\n    reached.append(os.listdir('/'))\nexcept PermissionError:\n    pass\n"
    )
    reaching += "if reached:\n    raise SystemError('ESCAPED')\n"
    outcome = await ungated.run("judge", job(GOOD + reaching))
    await ungated.stop()

    assert outcome.messages[-1]["report"]["verdict"] == "accepted"


# -- the room beside it ----------------------------------------------------------------------------


@pytest.mark.soak
async def test_hostile_submissions_do_not_keep_the_room_waiting(challenges: dict[str, Challenge]) -> None:
    hostile = [
        (SUBMISSIONS / f"{name}.py").read_text() for name in ("loop_in_c", "big_number", "hoard", "loop_in_c")
    ]
    idle = await lateness(3.0)
    async with Judge(challenges) as judge:
        runs = [
            asyncio.create_task(judge.judge(student=str(n), challenge="bank", source=source))
            for n, source in enumerate(hostile)
        ]
        busy = await lateness(6.0)
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)

    assert busy < max(3 * idle, 0.010)


async def lateness(seconds: float) -> float:
    """How late this event loop wakes, in 95 of 100 times."""
    clock = asyncio.get_running_loop().time
    late, end = [], clock() + seconds
    while (started := clock()) < end:
        await asyncio.sleep(0.005)
        late.append(clock() - started - 0.005)
    return statistics.quantiles(late, n=20)[18]
