"""Who is here: a reload is not being away, and nobody waits for ever for who has left."""

import asyncio

import pytest

from server.live import audience
from server.live.audience import Audience
from server.live.hall import Hall, LiveRoom
from server.room import commands as c
from server.room.events import PlayerAway
from server.store.database import Database
from tests.live.classes import opened, students, until, with_question_open
from tests.room.stories import FIRST_QUESTION, RIGHT, answer

ADA, BOB = students(2)
GRACE = 0.05


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Halls make audiences with the usual grace; here it is a moment."""
    monkeypatch.setattr(Audience.__init__, "__defaults__", (GRACE,))


async def here(live: LiveRoom) -> LiveRoom:
    for player in (ADA, BOB):
        live.audience.arrive(player)
    return live


async def away(live: LiveRoom, player: str) -> None:
    await until(live.host, lambda room: room.players[player].away)


async def test_who_stays_away_is_away(hall: Hall):
    live = await here(await opened(hall, 2))

    live.audience.leave(ADA)

    assert not live.host.room.players[ADA].away
    await away(live, ADA)
    assert live.host.room.present == 1


async def test_a_reload_is_not_being_away(hall: Hall, database: Database):
    live = await here(await opened(hall, 2))
    for _ in range(5):
        live.audience.leave(ADA)
        live.audience.arrive(ADA)
    live.audience.leave(BOB)
    await away(live, BOB)

    journal = await database.journal.read(live.host.room.code)
    assert [event.player for event in journal if isinstance(event, PlayerAway)] == [BOB]


async def test_one_of_two_tabs_may_close(hall: Hall):
    live = await here(await opened(hall, 2))
    live.audience.arrive(ADA)
    live.audience.leave(ADA)
    live.audience.leave(BOB)
    await away(live, BOB)

    assert live.audience.online(ADA) and not live.host.room.players[ADA].away


async def test_who_comes_back_is_back(hall: Hall):
    live = await here(await opened(hall, 2))
    live.audience.leave(ADA)
    await away(live, ADA)

    live.audience.arrive(ADA)

    await until(live.host, lambda room: not room.players[ADA].away)


async def test_a_question_waits_no_longer_for_who_has_left(hall: Hall):
    live = await here(await with_question_open(hall, 2))
    await live.host.ask(answer(ADA, RIGHT))

    live.audience.leave(BOB)

    await until(live.host, lambda room: room.question_round(FIRST_QUESTION).state == "closed")


async def test_who_was_gone_before_their_seat_was_saved_is_not_waited_for(hall: Hall):
    live = await opened(hall, 2)
    live.audience.arrive(ADA)

    await away(live, BOB)

    assert not live.host.room.players[ADA].away


async def test_who_comes_back_while_their_absence_is_being_saved_is_back(hall: Hall):
    live = await here(await opened(hall, 2))
    absent = asyncio.create_task(live.host.ask(c.LoseSight(ADA)))
    await asyncio.sleep(0)
    live.audience.leave(ADA)
    live.audience.arrive(ADA)
    await absent

    await until(live.host, lambda room: not room.players[ADA].away)


async def test_after_the_end_of_a_room_nobody_is_looked_for(hall: Hall):
    live = await here(await opened(hall, 2))
    live.audience.leave(ADA)
    await live.audience.stop()
    await live.host.stop()
    live.audience.leave(BOB)

    await asyncio.sleep(3 * GRACE)  # nothing may come of it, so there is nothing to await

    assert live.host.room.present == 2


def test_the_grace_is_longer_than_a_reload_and_shorter_than_a_question():
    assert 5 <= audience.GRACE_SECONDS <= 20
