"""A socket's way out: what is shown replaces what waits, replies do not, and nobody waits for the slow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from schema.wire.shared import Done
from server.live.hall import LiveRoom
from server.room import commands as c
from server.web import connection as way_out
from server.web.access import REMOVED, STOPPING
from server.web.connection import WAITING_FRAMES_MAX, Connection, Frame, framed, show_to_all
from tests.live.classes import all_done
from tests.room.stories import FIRST_QUESTION
from tests.serving import Page, Served, new_token


async def seated_connection(served: Served, page: Page) -> Connection:
    await page.until("welcome")
    (connection,) = served.services.connections
    return connection


def counted(number: int, padding: int = 0) -> Frame:
    text = f'{{"type":"counted","step":0,"answered":{number},"of":5000}}{" " * padding}'
    return framed(text.encode())


def replies(connection: Connection, count: int) -> list[str]:
    keys = [f"key-{number:04}" for number in range(count)]
    for key in keys:
        connection.reply(Done(key=key))
    return keys


@asynccontextmanager
async def not_reading(page: Page, connection: Connection) -> AsyncIterator[None]:
    """The page takes nothing from its socket, and every buffer on the way to it is full."""
    page.socket.transport.pause_reading()
    while not connection.lags:
        connection.show("filler", counted(0, padding=500_000))
        await asyncio.sleep(0)
    yield
    page.socket.transport.resume_reading()


async def test_only_the_newest_of_what_is_shown_is_sent(served: Served, code: str):
    async with served.projector(code) as page:
        connection = await seated_connection(served, page)
        async with not_reading(page, connection):
            for number in range(1, 1001):
                connection.show("counted", counted(number))
        await page.send("ping")
        await page.until("pong")

    assert [f["answered"] for f in page.seen if f["type"] == "counted" and f["answered"]] == [1000]


async def test_replies_are_all_sent_in_their_order(served: Served, code: str):
    async with served.console(code) as page:
        connection = await seated_connection(served, page)
        keys = replies(connection, 5)
        async with not_reading(page, connection):
            keys += replies(connection, WAITING_FRAMES_MAX - 1)
        seen = [(await page.until("done"))["key"] for _ in keys]

    assert seen == keys


async def test_who_lags_too_far_behind_is_sent_away_and_may_come_back(served: Served, code: str):
    async with served.projector(code) as page:
        connection = await seated_connection(served, page)
        await page.until("scene")
        async with not_reading(page, connection):
            replies(connection, WAITING_FRAMES_MAX + 1)
            await asyncio.sleep(0)
        frames = [frame for frame in await page.rest() if frame["type"] != "counted"]

    assert [(f["type"], f["reason"], f["come_back"]) for f in frames] == [("bye", "slow", True)]
    assert page.socket.close_code == 1013


async def test_what_waits_for_one_socket_is_bounded(served: Served, code: str):
    async with served.projector(code) as page:
        connection = await seated_connection(served, page)
        async with not_reading(page, connection):
            for number in range(5):
                connection.show(f"large {number}", counted(number, padding=250_000))
            await asyncio.sleep(0)
        bye = await page.bye()

    assert bye["reason"] == "slow"


async def test_who_never_reads_is_let_go_and_keeps_the_seat(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    """W15."""
    monkeypatch.setattr(way_out, "BEHIND_SECONDS_MAX", 0.1)
    monkeypatch.setattr(way_out, "GOODBYE_SECONDS_MAX", 0.1)
    token = new_token()
    async with served.seated(code, "Ada", token) as ada:
        (stalled,) = served.services.connections
        async with served.seated(code, "Bob") as bob, served.console(code) as console:
            async with not_reading(ada, stalled):
                await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
                await bob.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 2})
                await console.until("roster", lambda r: [p["online"] for p in r["players"]] == [False, True])
        async with served.student(code, token) as back:
            assert (await back.next())["seated"]
            await back.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 2})


async def test_after_goodbye_nothing_is_said(served: Served, code: str):
    async with served.student(code) as page:
        connection = await seated_connection(served, page)
        connection.end(STOPPING)
        connection.end(REMOVED)
        connection.reply(Done(key="key-0001"))
        frames = await page.rest()

    assert [(frame["type"], frame["reason"]) for frame in frames] == [("bye", "stopping")]
    assert page.socket.close_code == 1012


async def test_what_is_said_to_who_has_gone_reaches_nobody_who_came_in_their_place(served: Served, code: str):
    """A socket that is closed gives its number to the next one."""
    async with served.student(code) as page:
        gone = await seated_connection(served, page)
        number = gone.socket.get_extra_info("socket").fileno()
        page.socket.transport.abort()
        while served.services.connections:  # noqa: ASYNC110  # it is the server that must have noticed
            await asyncio.sleep(0.01)
    async with served.student(code) as page:
        connection = await seated_connection(served, page)
        assert connection.socket.get_extra_info("socket").fileno() == number
        show_to_all([gone], "counted", counted(1))
        gone.show_now({"counted": counted(2), "scene": counted(3)})
        gone.show("counted", counted(4))
        await page.send("ping")
        await page.until("pong")

    assert [frame["type"] for frame in page.seen] == ["welcome", "pong"]


async def test_what_a_socket_does_not_take_at_once_comes_whole_and_in_order(served: Served, code: str):
    async with served.projector(code) as page:
        connection = await seated_connection(served, page)
        page.socket.transport.pause_reading()
        for number in range(1, 9):
            show_to_all([connection], f"slot {number}", counted(number, padding=100_000))
            connection.show_now({f"other {number}": counted(10 * number)})
            await asyncio.sleep(0)
        page.socket.transport.resume_reading()
        seen = [(await page.until("counted", lambda c: c["answered"]))["answered"] for _ in range(16)]

    assert seen == [each for number in range(1, 9) for each in (number, 10 * number)]


@pytest.mark.parametrize("size", [2, 125, 126, 127, 65_535, 65_536, 200_000])
async def test_another_library_reads_frames_of_every_length(served: Served, code: str, size: int):
    async with served.student(code) as page:
        connection = await seated_connection(served, page)
        connection.show("text", framed(b"x" * size))
        text = await page.socket.recv()

    assert text == "x" * size


async def test_pings_are_answered_between_our_own_frames(served: Served, code: str):
    async with served.student(code) as page:
        connection = await seated_connection(served, page)
        pongs = [await page.socket.ping() for _ in range(8) if replies(connection, 1)]
        await asyncio.wait_for(asyncio.gather(*pongs), 5)
        keys = [(await page.until("done"))["key"] for _ in range(8)]

    assert keys == ["key-0000"] * 8
