"""All rooms of a server: found by their codes, and brought back after a restart."""

import asyncio
import time
from dataclasses import dataclass

import pytest

from server.live import hall as hall_module
from server.live.clock import RoomClock
from server.live.hall import CODE_LENGTH, CODE_LETTERS, Hall, as_typed, new_code
from server.live.host import Outcome
from server.room import commands as c
from server.room.events import Key
from server.room.outside import DraftKey, StoreUnavailable
from server.store.database import Database
from server.store.pool import Pool
from tests.fakes import JudgeByHand
from tests.live.classes import opened, students, until, with_question_open, with_race_open
from tests.room.stories import ACCEPTED, FIRST_QUESTION, PLAN, RACE_STEP, RIGHT, answer, join, submit


@dataclass
class Restart:
    """A server that stops, and another one on the same database some time later."""

    database: Database
    pool: Pool
    judge: JudgeByHand

    async def after(self, hall: Hall, seconds: float) -> Hall:
        """`seconds` later by the wall clock, which may have been set meanwhile."""
        await hall.stop()
        await self.database.journal.beat(time.time())
        again = Hall(self.database.journal, self.judge, RoomClock(wall=lambda: time.time() + seconds))
        await again.start()
        return again


@pytest.fixture
def restart(database: Database, pool: Pool, judge: JudgeByHand) -> Restart:
    return Restart(database, pool, judge)


def test_a_code_is_short_and_has_no_letter_that_could_be_read_as_another():
    codes = {new_code() for _ in range(300)}

    assert {len(code) for code in codes} == {CODE_LENGTH} and len(codes) == 300
    assert set("".join(codes)) <= set(CODE_LETTERS)
    for pair in ("0O", "1I", "1L", "8B", "5S", "2Z", "UV"):
        assert not set(pair) <= set(CODE_LETTERS)


@pytest.mark.parametrize("typed", ["CDF-GHJ", "cdf ghj", " cdfghj\n", "c.d.f.g.h.j", "CDFGHJ"])
def test_a_code_is_understood_however_it_is_typed(typed):
    assert as_typed(typed) == "CDFGHJ"


async def test_a_room_is_found_by_its_code(hall: Hall):
    live = await opened(hall, 1)
    code = live.host.room.code

    assert hall.find(f" {code[:3].lower()}-{code[3:].lower()}") is live
    assert hall.find("NOROOM") is None


async def test_whoever_wants_to_know_is_told_of_new_rooms(hall: Hall):
    told = []
    hall.on_room(told.append)

    assert [await opened(hall, 0), await opened(hall, 0)] == told == hall.rooms()


async def test_a_code_of_an_earlier_term_is_not_given_again(
    hall: Hall, database: Database, monkeypatch: pytest.MonkeyPatch
):
    live = await opened(hall, 1)
    old, codes = live.host.room.code, [live.host.room.code, "CDFGHJ"]
    later = Hall(database.journal, JudgeByHand())
    monkeypatch.setattr(hall_module, "new_code", lambda: codes.pop(0))

    fresh = await later.open_room(PLAN, "")
    await later.stop()

    assert fresh.host.room.code == "CDFGHJ" != old
    assert len(await database.journal.read(old)) == 2


@pytest.mark.parametrize("seconds", [2, 90, 3600, -3600])
async def test_a_restart_in_mid_question_keeps_seats_answers_and_the_time_that_was_left(
    hall: Hall, restart: Restart, seconds: float
):
    """B14: F18, and F09 with a clock that was set an hour forward or back."""
    live = await with_question_open(hall, 3)
    await live.host.ask(answer(students(3)[0], RIGHT))
    timer, left_at = live.host.room.question_round(FIRST_QUESTION).timer, live.host.now()

    again = await restart.after(hall, seconds)
    found = again.find(live.host.room.code)
    late = students(4)[3]
    await found.host.ask(join(late, "Late"))
    round_ = found.host.room.question_round(FIRST_QUESTION)
    left = round_.timer.remaining(found.host.now())
    outcome = await found.host.ask(answer(students(3)[1], RIGHT))
    await again.stop()

    assert round_.state == "open" and set(round_.answers) == {students(3)[0]}
    assert {**live.host.room.players, late: found.host.room.players[late]} == found.host.room.players
    assert left == pytest.approx(timer.remaining(left_at), abs=1)
    assert round_.timer.closes_at - found.host.now() < timer.seconds
    assert found.host.room.players[late].joined_at > round_.opened_at
    assert outcome is None


async def test_a_restart_during_a_pause_leaves_the_pause_and_the_time_as_they_were(
    hall: Hall, restart: Restart
):
    live = await with_question_open(hall, 2)
    await live.host.ask(c.Pause())
    timer, paused_at = live.host.room.question_round(FIRST_QUESTION).timer, live.host.room.paused_at

    again = await restart.after(hall, seconds=3600)
    found = again.find(live.host.room.code)
    await until(found.host, lambda room: room.paused_at != paused_at)
    await found.host.ask(c.Resume())
    left = found.host.room.question_round(FIRST_QUESTION).timer.remaining(found.host.now())
    await again.stop()

    assert left == pytest.approx(timer.remaining(paused_at), abs=1)


async def test_a_lesson_that_has_ended_does_not_come_back(hall: Hall, restart: Restart):
    ended, other = await opened(hall, 1), await opened(hall, 1)
    await ended.host.ask(c.EndLesson())

    again = await restart.after(hall, seconds=1)
    rooms = [live.host.room.code for live in again.rooms()]
    await again.stop()

    assert rooms == [other.host.room.code]


async def test_a_room_whose_journal_is_broken_keeps_no_other_room_from_coming_back(
    hall: Hall, pool: Pool, restart: Restart
):
    broken, other = await opened(hall, 1), await opened(hall, 1)
    await pool.execute(
        "UPDATE journal SET kind = 'NoSuchEvent' WHERE room = $1 AND seq = 2", broken.host.room.code
    )

    again = await restart.after(hall, seconds=1)
    rooms = [live.host.room.code for live in again.rooms()]
    await again.stop()

    assert rooms == [other.host.room.code]


async def test_code_that_was_not_judged_yet_is_judged_after_the_restart(
    hall: Hall, judge: JudgeByHand, restart: Restart
):
    live = await with_race_open(hall, 2)
    await live.host.ask(submit(students(2)[0], "print(1)"))
    await judge.jobs.get()

    again = await restart.after(hall, seconds=5)
    job = await judge.jobs.get()
    job.verdict.set_result(ACCEPTED)
    found = again.find(live.host.room.code)
    await until(found.host, lambda room: bool(room.race_round(RACE_STEP).finished))
    await again.stop()

    assert job.source == "print(1)" and judge.jobs.empty()


async def test_a_student_finds_their_draft_after_a_restart(hall: Hall, restart: Restart):
    live = await with_race_open(hall, 1)
    for source in ("x = 1", "x = 2"):
        saved: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        live.drafts.post(DraftKey(RACE_STEP, students(1)[0]), source, saved.set_result)
        assert await saved is None

    again = await restart.after(hall, seconds=1)
    found = again.find(live.host.room.code)
    await again.stop()

    assert found.drafts.get(DraftKey(RACE_STEP, students(1)[0])) == "x = 2"
    assert found.drafts.get(DraftKey(RACE_STEP + 1, students(1)[0])) is None


async def test_nobody_is_away_only_because_the_server_was(hall: Hall, restart: Restart):
    live = await with_question_open(hall, 3)

    again = await restart.after(hall, seconds=600)
    room = again.find(live.host.room.code).host.room
    await again.stop()

    assert room.present == 3


async def test_more_time_asked_for_again_after_a_restart_is_given_once(hall: Hall, restart: Restart):
    live = await with_question_open(hall, 1)
    await live.host.ask(c.ExtendTime(30, Key("key-0001")))

    again = await restart.after(hall, seconds=1)
    host = again.find(live.host.room.code).host
    await host.ask(c.ExtendTime(30, Key("key-0001")))
    await again.stop()

    assert host.room.question_round(FIRST_QUESTION).timer.seconds == 50


async def test_a_room_that_cannot_be_saved_is_not_opened(database: Database, pool: Pool):
    class Away:
        def __getattr__(self, name: str) -> object:
            raise StoreUnavailable("away")

    hall = Hall(Away(), JudgeByHand())  # type: ignore[arg-type]

    with pytest.raises(StoreUnavailable):
        await hall.open_room(PLAN, "")
    assert hall.rooms() == []


async def test_the_same_seat_is_the_same_student_in_the_next_server(hall: Hall, restart: Restart):
    live = await opened(hall, 2)

    again = await restart.after(hall, seconds=1)
    host = again.find(live.host.room.code).host
    outcome = await host.ask(join(students(2)[0], "Another name"))
    await again.stop()

    assert outcome is None and len(host.room.players) == 2


async def test_a_room_that_is_asked_for_twice_is_opened_once(hall: Hall):
    """By a double click, or over two lines at once."""
    lives = await asyncio.gather(*(hall.open_room(PLAN, "", "key-0001") for _ in range(5)))

    assert len(hall.rooms()) == 1 and {live.host.room.code for live in lives} == {
        hall.rooms()[0].host.room.code
    }


async def test_a_room_that_is_asked_for_again_after_a_restart_is_the_one_that_there_is(
    hall: Hall, restart: Restart
):
    live = await hall.open_room(PLAN, "", "key-0001")

    again = await restart.after(hall, seconds=1)
    found = await again.open_room(PLAN, "", "key-0001")
    other = await again.open_room(PLAN, "", "key-0002")
    await again.stop()

    assert found.host.room.code == live.host.room.code != other.host.room.code
