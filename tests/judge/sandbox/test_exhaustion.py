"""Programs that take too much, or end in odd ways: each is stopped, and each has its own name."""

import asyncio
from dataclasses import replace

import pytest

from server.judge.endings import ending
from server.judge.sandbox.limits import LIMITS
from tests.judge.machines import TRIED, Way, forking, names, source

TIGHT = replace(LIMITS, cpu_seconds=1, idle_seconds=0.5, memory_bytes=256 * 1024 * 1024)

EXPECTED = {
    "bad_bytecode": "exception",
    "big_number": "time_limit",
    "compile_bomb": "memory_limit",
    "flood_channel": "rejected",
    "ignore_signals": "time_limit",
    "leave": "exception",
    "loop": "time_limit",
    "memory": "memory_limit",
    "output": "exception",
    "outlive_main": "exception",
    "segfault": "exception",
    "sleep": "time_limit",
    "spin_in_threads": "time_limit",
    "stop_itself": "time_limit",
    "threads": "exception",
    "too_many_frames": "rejected",
}


def test_every_case_is_expected_to_end_somehow() -> None:
    assert set(names("exhaustion")) == {*EXPECTED, "recursion"}


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_each_end_has_its_verdict_and_the_next_program_runs(way: Way) -> None:
    ends, after = {}, {}
    async with forking(way.layers, by_root=way.by_root) as zygote:
        for name in EXPECTED:
            outcome = await zygote.run("run", source("exhaustion", name), limits=TIGHT)
            assert b"ESCAPED" not in outcome.output
            ends[name] = ending(outcome, TIGHT)
            after[name] = (await zygote.run("run", {"source": "print('well')"}, limits=TIGHT)).output

    assert {name: end and end.verdict for name, end in ends.items()} == EXPECTED
    assert after == dict.fromkeys(EXPECTED, b"well\nDONE\n")


async def test_deep_recursion_hurts_only_itself() -> None:
    async with forking() as zygote:
        outcome = await zygote.run("run", source("exhaustion", "recursion"), limits=TIGHT)

    assert outcome.output.startswith(b"BLOCKED")
    assert outcome.peak_kib < 2 * TIGHT.memory_bytes / 1024


async def test_what_is_printed_is_kept_from_its_beginning_and_bounded() -> None:
    async with forking() as zygote:
        outcome = await zygote.run("run", source("exhaustion", "output"), limits=TIGHT)

    assert outcome.output.startswith(b"xxx")
    assert len(outcome.output) == TIGHT.output_kept_bytes


async def test_a_hostile_program_beside_an_honest_one_changes_nothing_for_it() -> None:
    async with forking() as zygote:
        hostile = [
            asyncio.create_task(zygote.run("run", source("exhaustion", name), limits=TIGHT, slot=slot))
            for slot, name in enumerate(("loop", "memory", "threads", "output", "segfault"))
        ]
        honest = await zygote.run("run", {"source": "print(sum(range(1000)))"}, limits=TIGHT, slot=9)
        await asyncio.gather(*hostile)

    assert honest.output == b"499500\nDONE\n"
