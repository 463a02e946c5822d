"""Drafts: the newest is saved, one at a time, and nobody waits for them."""

import asyncio

import pytest

from server.live.drafts import Drafts
from server.live.host import Outcome
from server.room.events import PlayerId
from server.room.outside import DraftKey, StoreUnavailable

ADA, BOB = DraftKey(9, PlayerId("0" * 12)), DraftKey(9, PlayerId("1" * 12))


class ByHand:
    """A journal whose every save waits until the test lets it be done, or fail."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[tuple[str, float, asyncio.Future[None]]] = asyncio.Queue()

    async def save_draft(self, code: str, place: DraftKey, source: str, at: float) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.asked.put_nowait((source, at, done))
        await done


class Told(list[Outcome]):
    def __init__(self) -> None:
        self.some = asyncio.Event()

    def __call__(self, outcome: Outcome) -> None:
        self.append(outcome)
        self.some.set()


@pytest.fixture
def journal() -> ByHand:
    return ByHand()


@pytest.fixture
def drafts(journal: ByHand) -> Drafts:
    clock = iter(range(100))
    return Drafts("CDFGHJ", journal, {}, lambda: float(next(clock)))  # type: ignore[arg-type]  # it only saves


async def test_of_those_that_wait_only_the_newest_is_saved_and_all_are_told(drafts: Drafts, journal: ByHand):
    told = [Told() for _ in range(4)]
    drafts.post(ADA, "one", told[0])
    source, at, done = await journal.asked.get()
    for number, text in enumerate(("two", "three", "four"), start=1):
        drafts.post(ADA, text, told[number])
    assert journal.asked.empty() and drafts.get(ADA) is None and told == [[]] * 4

    done.set_result(None)
    newest, newest_at, done = await journal.asked.get()
    assert (source, newest, told[0], drafts.get(ADA)) == ("one", "four", [None], "one")
    assert newest_at > at
    done.set_result(None)
    await drafts.stop()

    assert told == [[None]] * 4 and drafts.get(ADA) == "four"
    assert journal.asked.empty()


async def test_one_students_draft_does_not_wait_for_anothers(drafts: Drafts, journal: ByHand):
    ada, bob = Told(), Told()
    drafts.post(ADA, "a", ada)
    drafts.post(BOB, "b", bob)
    _, _, first = await journal.asked.get()
    _, _, second = await journal.asked.get()

    second.set_result(None)
    await bob.some.wait()
    assert ada == []
    first.set_result(None)
    await drafts.stop()


async def test_what_could_not_be_saved_is_told_and_the_next_is_tried(drafts: Drafts, journal: ByHand):
    first, second = Told(), Told()
    drafts.post(ADA, "one", first)
    _, _, done = await journal.asked.get()
    drafts.post(ADA, "two", second)
    trouble = StoreUnavailable("away")
    done.set_exception(trouble)
    _, _, done = await journal.asked.get()
    assert first == [trouble] and drafts.get(ADA) is None

    done.set_exception(ValueError("a mistake of ours"))
    await second.some.wait()
    drafts.post(ADA, "three", third := Told())
    _, _, done = await journal.asked.get()
    done.set_result(None)
    await drafts.stop()

    assert isinstance(second[0], ValueError) and third == [None] and drafts.get(ADA) == "three"
