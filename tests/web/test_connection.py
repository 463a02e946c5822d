"""A socket's way out: what is shown replaces what waits, answers do not, and nobody waits for the slow."""

from schema.wire.shared import Done
from server.web.access import REMOVED, STOPPING
from server.web.connection import WAITING_MAX, Connection
from tests.serving import Page, Served


async def seated_connection(served: Served, page: Page) -> Connection:
    await page.until("welcome")
    (connection,) = served.services.connections
    return connection


def counted(number: int) -> str:
    return f'{{"type":"counted","step":0,"answered":{number},"of":5000}}'


async def test_only_the_newest_of_what_is_shown_is_sent(served: Served, code: str):
    async with served.projector(code) as page:
        connection = await seated_connection(served, page)
        await page.until("scene")
        for number in range(1000):
            connection.show("counted", counted(number))
        await page.send("ping")
        await page.until("pong")

    assert [frame["answered"] for frame in page.seen if frame["type"] == "counted"] == [999]


async def test_answers_are_all_sent_in_their_order(served: Served, code: str):
    async with served.student(code) as page:
        connection = await seated_connection(served, page)
        for number in range(WAITING_MAX):
            connection.reply(Done(key=f"key-{number:04}"))
        keys = [(await page.next())["key"] for _ in range(WAITING_MAX)]

    assert keys == [f"key-{number:04}" for number in range(WAITING_MAX)]


async def test_who_does_not_read_is_sent_away_and_may_come_back(served: Served, code: str):
    async with served.student(code) as page:
        connection = await seated_connection(served, page)
        for number in range(WAITING_MAX + 1):
            connection.reply(Done(key=f"key-{number:04}"))
        frames = await page.rest()

    assert [(frame["type"], frame["reason"], frame["come_back"]) for frame in frames] == [
        ("bye", "slow", True)
    ]
    assert page.socket.close_code == 1013


async def test_after_goodbye_nothing_is_said(served: Served, code: str):
    async with served.student(code) as page:
        connection = await seated_connection(served, page)
        connection.end(STOPPING)
        connection.end(REMOVED)
        connection.reply(Done(key="key-0001"))
        frames = await page.rest()

    assert [(frame["type"], frame["reason"]) for frame in frames] == [("bye", "stopping")]
