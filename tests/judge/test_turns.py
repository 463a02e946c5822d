"""The queue is fair: each student has one turn at a time, and who has waited longest is next."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.judge.turns import FairQueue, Turns
from server.room.outside import JudgeUnavailable, Superseded


@dataclass
class GatedWork:
    """Work that is done when the test says so."""

    turns: Turns[str]
    begun: list[str] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    begins: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def submit(
        self, student: str, name: str, places: list[int] | None = None, *, spare: bool = False
    ) -> "asyncio.Task[str]":
        told = places.append if places is not None else None
        return asyncio.create_task(self.turns.take(student, lambda slot: self.do(name), told, spare=spare))

    async def do(self, name: str) -> str:
        gate = self.gates.setdefault(name, asyncio.Event())
        self.begun.append(name)
        self.begins.put_nowait(name)
        await gate.wait()
        if name.startswith("broken"):
            raise JudgeUnavailable("a test")
        return f"verdict on {name}"

    def let(self, name: str) -> None:
        self.gates.setdefault(name, asyncio.Event()).set()


async def test_the_newest_waiting_submission_replaces_the_older_and_keeps_its_place() -> None:
    work = GatedWork(Turns(1))
    first, old, other = work.submit("ada", "1"), work.submit("ada", "2"), work.submit("bob", "3")
    await work.begins.get()
    new = work.submit("ada", "4")

    with pytest.raises(Superseded):
        await old
    for source in "134":
        work.let(source)
    assert await asyncio.gather(first, new, other) == ["verdict on 1", "verdict on 4", "verdict on 3"]
    assert work.begun == ["1", "4", "3"]


async def test_a_student_has_one_turn_at_a_time_even_when_a_slot_is_free() -> None:
    work = GatedWork(Turns(2))
    runs = [work.submit("ada", "1"), work.submit("ada", "2"), work.submit("bob", "3")]
    assert [await work.begins.get(), await work.begins.get()] == ["1", "3"]

    work.let("1")

    assert await work.begins.get() == "2"
    work.let("2")
    work.let("3")
    await asyncio.gather(*runs)


async def test_a_place_is_told_as_it_changes() -> None:
    work, places = GatedWork(Turns(1)), list[int]()
    runs = [work.submit("ada", "1"), work.submit("bob", "2"), work.submit("eve", "3", places)]
    for source in "123":
        await work.begins.get()
        work.let(source)
    await asyncio.gather(*runs)

    assert places == [2, 1, 0]


async def test_who_gives_up_waiting_loses_the_place_and_holds_up_nobody() -> None:
    work = GatedWork(Turns(1))
    first, gone, last = work.submit("ada", "1"), work.submit("bob", "2"), work.submit("eve", "3")
    await work.begins.get()
    gone.cancel()
    first.cancel()

    assert await work.begins.get() == "3"
    work.let("3")
    assert await last == "verdict on 3"


async def test_who_gives_up_at_once_takes_no_slot_with_them() -> None:
    work = GatedWork(Turns(1))
    gone = work.submit("ada", "1")
    asyncio.get_running_loop().call_soon(gone.cancel)
    with pytest.raises(asyncio.CancelledError):
        await gone

    work.let("2")
    assert await work.submit("bob", "2") == "verdict on 2"


async def test_what_could_not_be_judged_is_said_so_and_the_next_goes_on() -> None:
    work = GatedWork(Turns(1))
    broken, sound = work.submit("ada", "broken"), work.submit("bob", "sound")
    work.let("broken")
    work.let("sound")

    with pytest.raises(JudgeUnavailable):
        await broken
    assert await sound == "verdict on sound"


async def test_spare_work_waits_for_everything_else_and_replaces_none_of_it() -> None:
    work = GatedWork(Turns(1))
    runs = [
        work.submit("ada", "1"),
        work.submit("bob", "spare", spare=True),
        work.submit("bob", "2"),
        work.submit("eve", "3"),
    ]
    for name in ("1", "2", "3", "spare"):
        assert await work.begins.get() == name
        work.let(name)

    assert await asyncio.gather(*runs) == [f"verdict on {name}" for name in ("1", "spare", "2", "3")]


async def test_stopping_tells_everybody_who_waits() -> None:
    work = GatedWork(Turns(1))
    runs = [work.submit("ada", "1"), work.submit("bob", "2"), work.submit("eve", "3", spare=True)]
    await work.begins.get()
    await work.turns.stop()

    ends = await asyncio.gather(*runs, return_exceptions=True)
    assert [type(end) for end in ends] == [JudgeUnavailable] * 3


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
