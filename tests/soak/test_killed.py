"""The server, or its Postgres, is killed outright in the middle of a burst of answers; again and again.

Real processes, a real journal on the disk, and students that ask until they are answered.
"""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random

import aiohttp
import asyncpg
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


class Instructor:
    """The browser that opened the console's link; it comes back with the cookie that it got."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._sockets = f"{links.students.replace('http', 'ws', 1).rpartition('/')[0]}/ws"
        self._cookie = ""

    async def open_link(self) -> None:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
            async with browser.get(self._links.console, allow_redirects=False) as response:
                self._cookie = response.headers["Set-Cookie"].split(";")[0]

    @asynccontextmanager
    async def page(self, role: str) -> AsyncIterator[Page]:
        """Console or projector, after hello."""
        headers, url = {"Cookie": self._cookie}, f"{self._sockets}/{role}"
        async with connect(url, additional_headers=headers, proxy=None, max_size=None) as socket:
            page = Page(role, socket)
            hello = {"type": "hello", "protocol": PROTOCOL, "room": self._links.code}
            await socket.send(json.dumps(hello))
            yield page

    async def sees(self) -> list[tuple[str, float]]:
        """The question's state and the seconds that are left, on the console and on the projector."""
        seen = []
        for role in ("console", "projector"):
            async with self.page(role) as page:
                scene = (await page.until("scene"))["scene"]
                seen.append((scene["state"], scene["clock"]["remaining_ms"] / 1000))
        return seen


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


async def with_question_open(server: ServerProcess, students: int) -> tuple[Links, Class, Instructor]:
    """One of them will never answer, so the question stays open."""
    links = await server.start()
    them, instructor = Class(links, students), Instructor(links)
    await them.join()
    await instructor.open_link()
    async with instructor.page("console") as page:
        await page.do("show_step", key=console_key(), step=0)
        await page.do("open_question", key=console_key(), step=0)
    return links, them, instructor


async def burst(them: Class, numbers: range) -> list[asyncio.Task[None]]:
    """They answer one after the other, each hundredth of a second; returns when half have."""

    async def later(number: int) -> None:
        await asyncio.sleep((number - numbers.start) / 100)
        await them.answer(number)

    answering = [asyncio.create_task(later(number)) for number in numbers]
    await answering[len(answering) // 2]
    return answering


async def found(data_dir: Path, code: str) -> tuple[tuple[Event, ...], list[tuple[str, int]]]:
    """After the server has stopped: the journal, and the students and points in the table of answers."""
    async with EmbeddedPostgres(data_dir) as url, open_database(url) as database:
        events = await database.journal.read(code)
        connection = await asyncpg.connect(url)
        rows = await connection.fetch("SELECT player, points FROM answer WHERE room = $1", code)
        await connection.close()
    return events, list(map(tuple, rows))


async def exactly_once(server: ServerProcess, them: Class, links: Links, data_dir: Path) -> None:
    await them.leave()
    await server.stop()
    events, rows = await found(data_dir, links.code)
    kept = [event.player for event in events if isinstance(event, AnswerLocked)]
    room = replay(events)

    assert len(kept) == len(set(kept)) == len(them.acknowledged) == len(them.seats) - 1
    answers = room.question_round(0).answers
    assert sorted(rows) == sorted((player, answer.points) for player, answer in answers.items())
    assert them.tally.wrong == []
    assert len(room.active()) == len(them.seats)


class Clock:
    """How much of the question should be left: it runs while the server is there."""

    def __init__(self, them: Class) -> None:
        self._at, self._left = them.told[-1]

    def stop(self) -> None:
        now = time.monotonic()
        self._left, self._at = self._left - (now - self._at), now

    def go_on(self) -> None:
        self._at = time.monotonic()

    def left(self) -> float:
        return self._left - (time.monotonic() - self._at)


async def all_see_the_same(them: Class, instructor: Instructor, clock: Clock, off: float) -> None:
    """Same phase, same time left: on phones, console and projector."""
    await them.all_back()
    at, left = them.told[-1]
    seen = [("open", left - (time.monotonic() - at)), *await instructor.sees()]
    assert [state for state, _ in seen] == ["open"] * 3
    assert [left for _, left in seen] == [pytest.approx(clock.left(), abs=off)] * 3


async def kill_the_server(
    server: ServerProcess, them: Class, instructor: Instructor, answering: list[asyncio.Task[None]]
) -> None:
    """F01, F18: then a new one; same phase, same time left, everybody back."""
    clock = Clock(them)
    await server.stop(signal.SIGKILL)
    clock.stop()
    await server.start()
    clock.go_on()
    await all_see_the_same(them, instructor, clock, off=2.5)  # it notes every second that it is alive
    async with asyncio.timeout(BACK_SECONDS_MAX):
        await asyncio.gather(*answering)


async def kill_postgres(
    data_dir: Path, them: Class, instructor: Instructor, answering: list[asyncio.Task[None]]
) -> None:
    """F02: nobody's line breaks, and it goes on by itself; the outage, short as it is, is nobody's time."""
    clock = Clock(them)
    os.kill(postgres_pid(data_dir), signal.SIGKILL)
    async with asyncio.timeout(BACK_SECONDS_MAX):
        await asyncio.gather(*answering)
    await all_see_the_same(them, instructor, clock, off=4)


async def test_answers_survive_a_killed_server_and_a_killed_postgres(server: ServerProcess, tmp_path: Path):
    """F01 and F02, once each."""
    links, them, instructor = await with_question_open(server, 61)
    await kill_the_server(server, them, instructor, await burst(them, range(30)))
    await kill_postgres(tmp_path / "data", them, instructor, await burst(them, range(30, 60)))

    await exactly_once(server, them, links, tmp_path / "data")


@pytest.mark.soak
@pytest.mark.parametrize("victim", ["server", "postgres"])
async def test_answers_survive_twenty_kills_in_a_row(server: ServerProcess, tmp_path: Path, victim: str):
    """F01 and F02, twenty times each."""
    links, them, instructor = await with_question_open(server, 301)
    for time_ in range(20):
        answering = await burst(them, range(15 * time_, 15 * time_ + 15))
        if victim == "server":
            await kill_the_server(server, them, instructor, answering)
        else:
            await kill_postgres(tmp_path / "data", them, instructor, answering)

    await exactly_once(server, them, links, tmp_path / "data")


@pytest.mark.soak
async def test_answers_survive_whoever_is_killed_at_whatever_moment(server: ServerProcess, tmp_path: Path):
    """F01, F02 and F18: in a burst, while the last kill is mended, and while a server starts."""
    chance = Random(5)
    links, them, instructor = await with_question_open(server, 301)
    for time_ in range(20):
        numbers = range(15 * time_, 15 * time_ + 15)
        answering = [asyncio.create_task(them.answer(number)) for number in numbers]
        for _ in range(chance.randint(1, 3)):
            await asyncio.sleep(chance.uniform(0, 0.6))
            if chance.random() < 0.5 and (tmp_path / "data/postgres/postmaster.pid").exists():
                with suppress(ProcessLookupError, IndexError):
                    os.kill(postgres_pid(tmp_path / "data"), signal.SIGKILL)
            await server.stop(signal.SIGKILL)
            await server.begin()
        await server.ready()
        async with asyncio.timeout(BACK_SECONDS_MAX):
            await asyncio.gather(*answering)
        assert [state for state, _ in await instructor.sees()] == ["open", "open"]

    await them.all_back()
    await exactly_once(server, them, links, tmp_path / "data")
