"""The server, or its Postgres, is killed outright in the middle of a burst of answers; again and again.

Real processes, a real journal on the disk, and students that ask until they are answered.
"""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from websockets.asyncio.client import connect

from schema.wire import student as w
from schema.wire.base import PROTOCOL
from schema.wire.shared import Done, SceneShown
from server.rehearse.link import link_from
from server.rehearse.seat import Seat, new_key
from server.rehearse.tally import Tally
from server.room.events import AnswerLocked, Event
from server.room.evolve import replay
from server.store.database import open_database
from server.store.embedded import EmbeddedPostgres
from tests.acceptance.serving import Links, ServerProcess
from tests.serving import Page
from tests.serving import new_key as console_key

QUESTION_SECONDS = 300
BACK_SECONDS_MAX = 15.0
LESSON = """
title = "One long question"
language = "en"

[[step]]
kind = "questions"
file = "questions.toml"
"""
QUESTIONS = f"""
[[question]]
form = "truefalse"
title = "Long"
prompt = "Is a lock held by one thread at a time?"
answer = true
seconds = {QUESTION_SECONDS}
explanation = "That is what it is for."
"""


class Class:
    """Students of one room, and what they were told."""

    def __init__(self, links: Links, count: int) -> None:
        self.tally = Tally(count)
        self.told: list[tuple[float, float]] = []  # when, and how much of the question's time was left
        link = link_from(links.students)
        self.seats = [Seat(link, self.tally, self._see) for _ in range(count)]
        self.holding = [asyncio.create_task(seat.hold()) for seat in self.seats]
        self.acknowledged: set[int] = set()

    def _see(self, message: w.StudentGets) -> None:
        scene = message.scene if isinstance(message, SceneShown) else None
        if scene is not None and scene.kind == "question" and scene.state == "open":
            self.told.append((time.monotonic(), scene.clock.remaining_ms / 1000))

    async def join(self) -> None:
        joins = (
            seat.ask(w.Join(key=new_key(), name=f"Student {number}", token=seat.token))
            for number, seat in enumerate(self.seats)
        )
        assert all(isinstance(reply, Done) for reply in await asyncio.gather(*joins))

    async def answer(self, number: int) -> None:
        """Until it is acknowledged, and no second time."""
        pick = w.Answer(key=new_key(), step=0, answer=w.Pick(option=number % 2))
        reply = await self.seats[number].ask(pick)
        assert isinstance(reply, Done), reply
        self.acknowledged.add(number)

    async def all_back(self) -> float:
        """Seconds until every page is there again."""
        begun = time.monotonic()
        async with asyncio.timeout(BACK_SECONDS_MAX):
            await asyncio.gather(*(seat.catch_up() for seat in self.seats))
        return time.monotonic() - begun

    async def leave(self) -> None:
        await asyncio.gather(*(seat.leave() for seat in self.seats))
        await asyncio.gather(*self.holding)


@asynccontextmanager
async def console(links: Links) -> AsyncIterator[Page]:
    """The instructor's page, from the link that the server printed."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(links.console, allow_redirects=False) as response:
            cookie = response.headers["Set-Cookie"].split(";")[0]
    url = f"{links.students.replace('http', 'ws', 1).rpartition('/')[0]}/ws/console"
    async with connect(url, additional_headers={"Cookie": cookie}, proxy=None, max_size=None) as socket:
        page = Page("console", socket)
        await socket.send(json.dumps({"type": "hello", "protocol": PROTOCOL, "room": links.code}))
        yield page


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "lesson.toml").write_text(LESSON)
    (folder / "questions.toml").write_text(QUESTIONS)
    return folder


@pytest.fixture
async def server(tmp_path: Path, lesson: Path) -> AsyncIterator[ServerProcess]:
    process = ServerProcess(tmp_path / "data", lesson)
    yield process
    await process.stop(signal.SIGKILL)


def postgres_pid(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


async def with_question_open(server: ServerProcess, students: int) -> tuple[Links, Class]:
    """One of them will never answer, so the question stays open."""
    links = await server.start()
    them = Class(links, students)
    await them.join()
    async with console(links) as page:
        await page.do("show_step", key=console_key(), step=0)
        await page.do("open_question", key=console_key(), step=0)
    return links, them


async def burst(them: Class, numbers: range) -> list[asyncio.Task[None]]:
    """They answer one after the other, each hundredth of a second; returns when half have."""

    async def later(number: int) -> None:
        await asyncio.sleep((number - numbers.start) / 100)
        await them.answer(number)

    answering = [asyncio.create_task(later(number)) for number in numbers]
    await answering[len(answering) // 2]
    return answering


async def journal(data_dir: Path, code: str) -> tuple[Event, ...]:
    async with EmbeddedPostgres(data_dir) as url, open_database(url) as database:
        return await database.journal.read(code)


async def exactly_once(server: ServerProcess, them: Class, links: Links, data_dir: Path) -> None:
    await them.leave()
    await server.stop()
    events = await journal(data_dir, links.code)
    kept = [event.player for event in events if isinstance(event, AnswerLocked)]

    assert len(kept) == len(set(kept)) == len(them.acknowledged) == len(them.seats) - 1
    assert them.tally.wrong == []
    assert len(replay(events).active()) == len(them.seats)


async def kill_the_server(server: ServerProcess, them: Class, answering: list[asyncio.Task[None]]) -> None:
    """F01, F18: then a new one; same phase, same time left, everybody back."""
    (at, left), killed_at = them.told[-1], time.monotonic()
    await server.stop(signal.SIGKILL)
    told = len(them.told)
    await server.start()
    started_at = time.monotonic()
    await them.all_back()
    await asyncio.gather(*answering)

    back_at, left_now = them.told[told]
    was_up = (killed_at - at) + max(0.0, back_at - started_at)
    assert left - left_now == pytest.approx(was_up, abs=2.5)  # it notes every second that it is alive


async def kill_postgres(data_dir: Path, them: Class, answering: list[asyncio.Task[None]]) -> None:
    """F02: nobody's line breaks, and it goes on by itself."""
    os.kill(postgres_pid(data_dir), signal.SIGKILL)
    async with asyncio.timeout(BACK_SECONDS_MAX):
        await asyncio.gather(*answering)
    await them.all_back()


async def test_answers_survive_a_killed_server_and_a_killed_postgres(server: ServerProcess, tmp_path: Path):
    """F01 and F02, once each."""
    links, them = await with_question_open(server, 61)
    await kill_the_server(server, them, await burst(them, range(30)))
    await kill_postgres(tmp_path / "data", them, await burst(them, range(30, 60)))

    await exactly_once(server, them, links, tmp_path / "data")


@pytest.mark.soak
@pytest.mark.parametrize("victim", ["server", "postgres"])
async def test_answers_survive_twenty_kills_in_a_row(server: ServerProcess, tmp_path: Path, victim: str):
    """F01 and F02, twenty times each."""
    links, them = await with_question_open(server, 301)
    for time_ in range(20):
        answering = await burst(them, range(15 * time_, 15 * time_ + 15))
        if victim == "server":
            await kill_the_server(server, them, answering)
        else:
            await kill_postgres(tmp_path / "data", them, answering)

    await exactly_once(server, them, links, tmp_path / "data")
