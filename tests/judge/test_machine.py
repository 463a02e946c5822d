"""Whatever dies or fails, confined processes come back by themselves, or code is off with the reason."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.judge import cgroup, selftest
from server.judge import machine as machine_module
from server.judge.machine import Machine, with_patience
from server.judge.sandbox.layers import SandboxLevel
from server.judge.zygote import Work
from server.room.outside import JudgeUnavailable
from tests.judge.machines import FILTER_ONLY, HERE, LIMITS_ONLY, forked

WORK = Work({"payload": HERE / "payload"}, {"run": ("payload", "run")})
HELLO = {"source": "print('hello')"}
NEVER_SEEN = frozenset({"fly to the moon"})


class Told:
    """The levels of a machine, as they become known."""

    def __init__(self, machine: Machine) -> None:
        self._levels: asyncio.Queue[SandboxLevel] = asyncio.Queue()
        machine.watch(lambda: self._levels.put_nowait(machine.level))

    async def until(self, *, on: bool) -> SandboxLevel:
        async with asyncio.timeout(20):
            while (level := await self._levels.get()).code_steps is not on:
                pass
        return level


@pytest.fixture
async def machine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Machine]:
    monkeypatch.setattr(machine_module, "RESTART_SECONDS", 0.05)
    machine = Machine(WORK, layers=FILTER_ONLY)
    await machine.start()
    yield machine
    await machine.stop()


def kill() -> None:
    for process in forked():
        process.kill()


async def hello(machine: Machine) -> bytes:
    return (await with_patience(lambda: machine.run("run", HELLO))).output


async def test_a_forking_process_that_died_is_made_again_before_anybody_asks(machine: Machine) -> None:
    first = {process.pid for process in forked()}
    kill()
    async with asyncio.timeout(20):
        while {process.pid for process in forked()} <= first:  # noqa: ASYNC110 - processes send no events
            await asyncio.sleep(0.02)

    assert await hello(machine) == b"hello\nDONE\n"


async def test_one_that_keeps_dying_pauses_code_and_comes_back(machine: Machine) -> None:
    async def keep_killing() -> None:
        while True:
            if machine._settled.is_set():
                kill()
            await asyncio.sleep(0.02)

    told, killing = Told(machine), asyncio.create_task(keep_killing())
    level = await told.until(on=False)
    killing.cancel()

    assert "keeps ending" in (level.reason or "")
    await told.until(on=True)
    assert await hello(machine) == b"hello\nDONE\n"


async def test_a_self_test_that_fails_in_mid_lesson_pauses_code_with_the_reason_until_it_holds_again(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(machine)
    with monkeypatch.context() as blind:
        blind.setattr(selftest, "MUST_ESCAPE_UNCONFINED", NEVER_SEEN)
        kill()
        level = await told.until(on=False)
        with pytest.raises(JudgeUnavailable, match="cannot tell"):
            await machine.run("run", HELLO)
    back = await told.until(on=True)

    assert "cannot tell" in (level.reason or "")
    assert back.name == "filter"
    assert await hello(machine) == b"hello\nDONE\n"


async def test_less_than_was_promised_is_not_taken(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told(machine)
    monkeypatch.setattr(machine, "_layers", LIMITS_ONLY)
    monkeypatch.setattr(machine, "_accept_weak", True)
    kill()

    assert (await told.until(on=False)).reason == "the sandbox was filter and is weak now"


async def test_a_machine_that_is_off_from_the_start_comes_on_when_it_can(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine_module, "RESTART_SECONDS", 0.05)
    machine = Machine(WORK, layers=LIMITS_ONLY)
    assert not (await machine.start()).code_steps
    told = Told(machine)
    monkeypatch.setattr(machine, "_layers", FILTER_ONLY)

    assert (await told.until(on=True)).name == "filter"
    await machine.stop()
    assert forked() == []


async def test_who_runs_out_of_descriptors_is_told_so_and_not_left_without_a_keeper(
    monkeypatch: pytest.MonkeyPatch, machine: Machine
) -> None:
    async def exhausted(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    told = Told(machine)
    with monkeypatch.context() as full:
        full.setattr(machine_module, "raise_sandbox", exhausted)
        kill()
        level = await told.until(on=False)
    await told.until(on=True)

    assert "Too many open files" in (level.reason or "")
    assert await hello(machine) == b"hello\nDONE\n"


@pytest.mark.parametrize("moment", range(10))
async def test_who_stops_while_the_sandbox_is_being_tested_leaves_nothing_behind(moment: int) -> None:
    machine = Machine(WORK)
    started = asyncio.get_running_loop().time()
    await machine.start()
    takes = asyncio.get_running_loop().time() - started
    await machine.stop()

    starting = asyncio.create_task(machine.start())
    await asyncio.wait([starting], timeout=takes * moment / 10)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    await machine.stop()

    assert forked() == []
    groups = Path("/sys/fs/cgroup").glob(f"**/{cgroup.PREFIX}{os.getpid()}-*")  # noqa: ASYNC240
    assert list(groups) == []
