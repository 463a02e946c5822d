"""Postgres in trouble under a class on real sockets: nobody is told *saved* wrongly, and all goes on again.

Each test has a Postgres of its own, as durable as an instructor's.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from server.live import host as host_module
from server.room import commands as c
from server.room.events import AnswerLocked
from server.store.embedded import EmbeddedPostgres
from tests.fakes import JudgeByHand
from tests.live.classes import all_done
from tests.postgres import Line, frozen, socket_of
from tests.room.stories import FIRST_QUESTION, RACE_STEP
from tests.serving import Frame, Page, Served, new_key, serving

RIGHT = {"form": "pick", "option": 2}
STUDENTS = 30
AT_ONCE_SECONDS = 1.0  # within which a server that waits for nobody answers, on however busy a machine


class Class:
    """A console, a projector and students of one room with a question open; one student never answers."""

    def __init__(self, served: Served, code: str, console: Page, projector: Page, pages: list[Page]) -> None:
        self.served, self.code = served, code
        self.console, self.projector, self.pages = console, projector, pages

    @property
    def host(self) -> host_module.Host:
        live = self.served.hall.find(self.code)
        assert live is not None
        return live.host

    def left(self) -> float:
        """Seconds of the question."""
        return self.host.room.question_round(FIRST_QUESTION).timer.remaining(self.host.now())

    async def trouble(self) -> str:
        """What the console's banner says next; empty: it is gone."""
        return str((await self.console.until("trouble"))["text"])


@asynccontextmanager
async def class_on(url: str, folder: Path, students: int = 3) -> AsyncIterator[Class]:
    async with serving(url, JudgeByHand(), folder) as served, AsyncExitStack() as stack:
        live = await served.room()
        code = live.host.room.code
        console = await stack.enter_async_context(served.console(code))
        projector = await stack.enter_async_context(served.projector(code))
        pages = [await stack.enter_async_context(served.seated(code, f"S {n}")) for n in range(students)]
        await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
        for page in (console, projector, *pages):
            await page.scene(state="open")
        yield Class(served, code, console, projector, pages)


async def insist(page: Page, key: str) -> list[str]:
    """As a browser does: the same answer again until it is saved.  Why it was refused meanwhile."""
    refused: list[str] = []
    while True:
        reply = await page.ask("answer", key=key, step=FIRST_QUESTION, answer=RIGHT)
        if reply["type"] == "done":
            return refused
        assert reply["retry"], reply
        refused.append(reply["reason"])
        await asyncio.sleep(0.05)


async def pings(pages: list[Page], until: Callable[[], bool]) -> list[float]:
    """How long each page waits for a word from the server, again and again."""
    waits: list[float] = []
    while not until():
        for page in pages:
            begun = time.monotonic()
            await page.send("ping")
            await page.until("pong")
            waits.append(time.monotonic() - begun)
        await asyncio.sleep(0.1)  # more would be a flood
    return waits


async def kept(group: Class) -> list[str]:
    journal = await group.served.database.journal.read(group.code)
    return [event.player for event in journal if isinstance(event, AnswerLocked)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Path]:
    with TemporaryDirectory(prefix="threadrace-tests-") as folder:
        yield Path(folder)


@pytest.fixture
async def postgres(cluster: Path) -> AsyncIterator[EmbeddedPostgres]:
    own = EmbeddedPostgres(cluster)
    yield own
    await own.stop()


async def test_while_postgres_is_stopped_answers_are_called_not_saved_and_afterwards_each_counts_once(
    postgres: EmbeddedPostgres, tmp_path: Path
):
    """F03."""
    await goes_on_after(postgres, tmp_path, seconds=1.5)


@pytest.mark.soak
async def test_postgres_may_be_stopped_for_a_minute(postgres: EmbeddedPostgres, tmp_path: Path):
    """F03."""
    await goes_on_after(postgres, tmp_path, seconds=60)


async def goes_on_after(postgres: EmbeddedPostgres, folder: Path, seconds: float) -> None:
    async with class_on(await postgres.start(), folder) as group:
        ada, bob, cyd = group.pages
        await ada.do("answer", step=FIRST_QUESTION, answer=RIGHT)
        await postgres.stop()
        key = new_key()
        refused = await bob.ask("answer", key=key, step=FIRST_QUESTION, answer=RIGHT)
        left = group.left()
        banner = await group.trouble()
        over = time.monotonic() + seconds
        waits = await pings([ada, cyd, group.console], until=lambda: time.monotonic() > over)
        again = await bob.ask("answer", key=key, step=FIRST_QUESTION, answer=RIGHT)
        move = await group.console.ask("close_question", step=FIRST_QUESTION)

        await postgres.start()
        cleared = await group.trouble()
        scene = await ada.scene(state="open")
        await insist(bob, key)
        stage = await group.projector.scene(state="open")

        for answer in (refused, again, move):
            assert (answer["type"], answer["reason"], answer["retry"]) == ("refused", "not_saved", True)
        assert "database" in banner and cleared == ""
        assert max(waits) < AT_ONCE_SECONDS
        for shown in (scene, stage):
            assert shown["clock"]["remaining_ms"] / 1000 == pytest.approx(max(left, 10), abs=2)
        assert len(await kept(group)) == len(set(await kept(group))) == 2


async def test_while_postgres_is_frozen_pages_and_console_get_an_answer_at_once(
    postgres: EmbeddedPostgres, tmp_path: Path
):
    """F04: but for the one whose answer is in the frozen statement, and that one hears of it in time."""
    async with class_on(await postgres.start(), tmp_path, students=4) as group:
        ada, bob, cyd, _ = group.pages
        key = new_key()
        with frozen(postgres):
            begun = time.monotonic()
            asking = asyncio.create_task(ada.ask("answer", key=key, step=FIRST_QUESTION, answer=RIGHT))
            waits = await pings([bob, cyd, group.console], until=asking.done)
            refused, took = await asking, time.monotonic() - begun
            banner = await group.trouble()
            async with asyncio.timeout(AT_ONCE_SECONDS):
                others = await bob.ask("answer", key=new_key(), step=FIRST_QUESTION, answer=RIGHT)
            waits += await pings(group.pages, until=lambda: time.monotonic() > begun + took + 1)
        cleared = await group.trouble()
        await insist(ada, key)
        await insist(bob, new_key())

        assert (refused["reason"], others["reason"]) == ("not_saved", "not_saved")
        assert 4 < took < 7 and "database" in banner and cleared == ""
        assert max(waits) < AT_ONCE_SECONDS
        assert len(await kept(group)) == len(set(await kept(group))) == 2


async def test_a_page_with_an_answer_under_way_still_hears_that_its_line_is_good(
    postgres: EmbeddedPostgres, tmp_path: Path
):
    """Or it would take the line for dead, and the class would all come back at once in the worst moment."""
    async with class_on(await postgres.start(), tmp_path) as group:
        ada = group.pages[0]
        before = len(ada.seen)
        with frozen(postgres):
            await ada.send("answer", key=new_key(), step=FIRST_QUESTION, answer=RIGHT)
            async with asyncio.timeout(AT_ONCE_SECONDS):
                await ada.send("ping")
                await ada.until("pong")
        heard = [frame["type"] for frame in ada.seen[before:]]

    assert heard[-1] == "pong" and "done" not in heard


async def test_what_comes_behind_a_draft_does_not_wait_for_it(postgres: EmbeddedPostgres, tmp_path: Path):
    """Or code that was sent in time would count as late, because the text before it was still being saved."""
    async with class_on(await postgres.start(), tmp_path) as group:
        ada, host = group.pages[0], group.host
        race = [c.CloseQuestion(FIRST_QUESTION), c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP)]
        await all_done(host, race)
        with frozen(postgres):
            place = {"step": RACE_STEP, "lap": 0, "source": "pass"}
            await ada.send("save_draft", key="draft-0001", mode="code", **place)
            await ada.send("submit", key="code-00001", **place)
            async with asyncio.timeout(AT_ONCE_SECONDS):
                await ada.send("ping")
                await ada.until("pong")
            still_frozen = host.now()
        replies = {reply["key"]: reply["type"] for reply in [await ada.next_reply(), await ada.next_reply()]}
        ((attempt,),) = host.room.race_round(RACE_STEP).attempts.values()

    assert replies == {"draft-0001": "done", "code-00001": "done"}
    assert attempt.at < still_frozen


async def test_what_lost_its_line_and_comes_again_in_a_pause_is_saved_after_it(
    postgres: EmbeddedPostgres, tmp_path: Path
):
    """Whoever presses Pause in trouble does not know that an answer is on its way for the second time."""
    async with class_on(await postgres.start(), tmp_path) as group:
        ada, key = group.pages[0], new_key()
        await group.console.do("pause")
        paused = await ada.ask("answer", key=key, step=FIRST_QUESTION, answer=RIGHT)
        await group.console.do("resume")

        assert (paused["reason"], paused["retry"]) == ("clock_paused", True)
        assert await insist(ada, key) == []
        assert len(await kept(group)) == 1


@pytest.mark.parametrize("seconds", [0.2])
async def test_on_a_slow_database_a_class_waits_as_long_as_one_student_does(
    postgres: EmbeddedPostgres, tmp_path: Path, seconds: float
):
    """Answers that come meanwhile share the next commit; nobody is refused, nobody's line suffers."""
    async with Line(socket_of(await postgres.start()), tmp_path, seconds) as line:
        async with class_on(line.url, tmp_path, STUDENTS) as group:
            begun = time.monotonic()
            replies = [
                asyncio.create_task(page.ask("answer", step=FIRST_QUESTION, answer=RIGHT))
                for page in group.pages[1:]
            ]
            waits = await pings([group.console], until=lambda: all(reply.done() for reply in replies))
            took = time.monotonic() - begun
            answers: list[Frame] = await asyncio.gather(*replies)
            rows = await kept(group)

    assert {answer["type"] for answer in answers} == {"done"}
    assert took < 10 * seconds < STUDENTS * seconds
    assert max(waits) < AT_ONCE_SECONDS
    assert len(rows) == len(set(rows)) == STUDENTS - 1
