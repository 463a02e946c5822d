"""The queue is fair: each student has one turn at a time, and who has waited longest is next."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.judge.queue import FairQueue, Judge
from server.judge.sandbox.layers import SandboxLevel, off
from server.room.outside import JudgeUnavailable, Superseded


@dataclass
class GatedWorker:
    """Judges when the test says so.  It stands for the confined processes, which have tests of their own."""

    begun: list[str] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    begins: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    level: SandboxLevel = field(default_factory=lambda: off("a test"))

    async def start(self) -> SandboxLevel:
        return self.level

    async def stop(self) -> None: ...

    async def judge(self, challenge: str, source: str, schedule: str | None, *, slot: int) -> str:
        gate = self.gates.setdefault(source, asyncio.Event())
        self.begun.append(source)
        self.begins.put_nowait(source)
        await gate.wait()
        if source.startswith("broken"):
            raise JudgeUnavailable("a test")
        return f"verdict on {source}"

    def let(self, source: str) -> None:
        self.gates.setdefault(source, asyncio.Event()).set()


def submit(
    judge: Judge[str], student: str, source: str, places: list[int] | None = None
) -> "asyncio.Task[str]":
    told = (lambda place: places.append(place)) if places is not None else None
    return asyncio.create_task(judge.judge(student=student, challenge="bank", source=source, on_place=told))


async def test_the_newest_waiting_submission_replaces_the_older_and_keeps_its_place() -> None:
    worker = GatedWorker()
    judge = Judge(worker, workers=1)
    first, old, other = submit(judge, "ada", "1"), submit(judge, "ada", "2"), submit(judge, "bob", "3")
    await worker.begins.get()
    new = submit(judge, "ada", "4")

    with pytest.raises(Superseded):
        await old
    for source in "134":
        worker.let(source)
    assert await asyncio.gather(first, new, other) == ["verdict on 1", "verdict on 4", "verdict on 3"]
    assert worker.begun == ["1", "4", "3"]


async def test_a_student_has_one_turn_at_a_time_even_when_a_slot_is_free() -> None:
    worker = GatedWorker()
    judge = Judge(worker, workers=2)
    runs = [submit(judge, "ada", "1"), submit(judge, "ada", "2"), submit(judge, "bob", "3")]
    assert [await worker.begins.get(), await worker.begins.get()] == ["1", "3"]

    worker.let("1")

    assert await worker.begins.get() == "2"
    worker.let("2")
    worker.let("3")
    await asyncio.gather(*runs)


async def test_a_place_is_told_as_it_changes() -> None:
    worker, places = GatedWorker(), list[int]()
    judge = Judge(worker, workers=1)
    runs = [submit(judge, "ada", "1"), submit(judge, "bob", "2"), submit(judge, "eve", "3", places)]
    for source in "123":
        await worker.begins.get()
        worker.let(source)
    await asyncio.gather(*runs)

    assert places == [2, 1, 0]


async def test_who_gives_up_waiting_loses_the_place_and_holds_up_nobody() -> None:
    worker = GatedWorker()
    judge = Judge(worker, workers=1)
    first, gone, last = submit(judge, "ada", "1"), submit(judge, "bob", "2"), submit(judge, "eve", "3")
    await worker.begins.get()
    gone.cancel()
    first.cancel()

    assert await worker.begins.get() == "3"
    worker.let("3")
    assert await last == "verdict on 3"


async def test_what_could_not_be_judged_is_said_so_and_the_next_goes_on() -> None:
    worker = GatedWorker()
    judge = Judge(worker, workers=1)
    broken, sound = submit(judge, "ada", "broken"), submit(judge, "bob", "sound")
    worker.let("broken")
    worker.let("sound")

    with pytest.raises(JudgeUnavailable):
        await broken
    assert await sound == "verdict on sound"


async def test_stopping_tells_everybody_who_waits() -> None:
    worker = GatedWorker()
    judge = Judge(worker, workers=1)
    runs = [submit(judge, "ada", "1"), submit(judge, "bob", "2")]
    await worker.begins.get()
    await judge.stop()

    ends = await asyncio.gather(*runs, return_exceptions=True)
    assert [type(end) for end in ends] == [JudgeUnavailable] * 2


ACTIONS = st.lists(st.tuples(st.sampled_from(["add", "start", "done"]), st.sampled_from("abcd")), max_size=60)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS)
def test_nobody_runs_twice_at_once_and_nobody_is_overtaken(actions: list[tuple[str, str]]) -> None:
    queue: FairQueue[int] = FairQueue()
    running: set[str] = set()
    waiting: dict[str, int] = {}  # student -> when the place was taken
    for moment, (action, student) in enumerate(actions):
        if action == "add":
            assert (queue.add(student, moment) is None) == (student not in waiting)
            waiting.setdefault(student, moment)
        elif action == "done":
            queue.done(student)
            running.discard(student)
        elif started := queue.start():
            free = {other: since for other, since in waiting.items() if other not in running}
            assert started[0] == min(free, key=lambda other: free[other])
            running.add(started[0])
            del waiting[started[0]]
        else:
            assert set(waiting) <= running
    assert len(queue.waiting()) == len(waiting)
