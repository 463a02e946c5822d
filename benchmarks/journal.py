"""A lesson's journal: how fast it is written and read again; and a large room's board from memory.

The yardstick for writing is a row that is committed alone, on the same durable Postgres.
"""

import asyncio
import statistics
import time
from collections.abc import Callable

from benchmarks.crowd.bare import one_row_writer
from benchmarks.crowd.served import PLAN, served
from server.room import events as e
from server.room.events import Event, Key, Pick, PlayerId, RoomOpened
from server.room.evolve import evolve, replay
from server.room.plan import Plan
from server.room.standings import Ranking, standings
from server.room.state import Room
from server.room.view import scene
from server.room.view_student import you
from server.store.database import Database

STUDENTS, QUESTIONS = 1000, 49  # some 50,000 events
BOARD = 10_000
BATCHES, BATCH = 40, 100
TIMES = 21
ALONE = 300


async def main() -> None:
    """Prints a line per figure."""
    async with served() as server:
        async with one_row_writer(server.database_url) as writer:
            alone = 1 / statistics.median(await writer.rows(ALONE))
        together = await _rows_per_second(server.database)
        times = together / alone
        print(f"  answers kept, {BATCH} to a commit: {together:,.0f} a second, {times:.0f} × one by one")
        await _lesson(server.database)
    _board()


async def _rows_per_second(database: Database) -> float:
    """Rows of answers that a room's writer keeps; each is a row of the journal and two of the tables."""
    journal = [_opened("WRITER", 1), *_joined(BATCHES * BATCH), *_asked(0)]
    await _write(database, journal)
    answers, at = list(_answers(0, BATCHES * BATCH)), len(journal)
    begun = time.monotonic()
    for first in range(0, len(answers), BATCH):
        await database.journal.append("WRITER", at + first, answers[first : first + BATCH])
    return len(answers) / (time.monotonic() - begun)


async def _lesson(database: Database) -> None:
    journal: list[Event] = [_opened("LESSON", QUESTIONS), *_joined(STUDENTS)]
    for step in range(QUESTIONS):
        journal += [
            *_asked(step),
            *_answers(step, STUDENTS),
            e.QuestionClosed(step, "all_answered", step + 2.0),
        ]
        journal.append(e.AnswerRevealed(step))
    await _write(database, journal)
    begun, cpu = time.monotonic(), time.process_time()
    read = await database.journal.read("LESSON")
    half = time.monotonic()
    room = replay(read)
    took, cpu = time.monotonic() - begun, time.process_time() - cpu
    assert len(read) == len(journal) and len(room.totals) == STUDENTS
    print(
        f"  a journal of {len(journal):,} events is a room again after {took:.2f} s ({cpu:.2f} s of CPU):"
        f" {half - begun:.2f} s to read, {took - half + begun:.2f} s to replay"
    )


def _board() -> None:
    room = replay([_opened("BOARD1", 1), *_joined(BOARD), *_asked(0), *_answers(0, BOARD)])
    room = _gone_on(room, e.QuestionClosed(0, "all_answered", 1.0), e.AnswerRevealed(0))
    sorting = _milliseconds(lambda: standings(room))
    shown, ranking = _gone_on(room, e.LeaderboardShown()), Ranking()
    ranking.of(shown)
    somebody = PlayerId(f"{BOARD // 2:012x}")
    board = _milliseconds(lambda: scene(shown, "stage", 2.0))
    own = _milliseconds(lambda: you(shown, somebody, ranking.of(shown), 2.0))
    print(f"  a board of {BOARD:,} from memory: {board:.2f} ms, one student's place {own:.3f} ms")
    print(f"    after a reveal they are sorted anew, once: {sorting:.1f} ms")


def _gone_on(room: Room, *events: Event) -> Room:
    for event in events:
        room = evolve(room, event)
    return room


def _milliseconds(do: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES):
        begun = time.process_time()
        do()
        took.append(time.process_time() - begun)
    return statistics.median(took) * 1000


def _opened(code: str, questions: int) -> RoomOpened:
    plan = Plan("bench", "A lesson", "en", "", "accuracy-first", PLAN.steps[:1] * questions)
    return RoomOpened(code, "", plan, 0.0)


def _joined(students: int) -> list[Event]:
    return [
        e.PlayerJoined(PlayerId(f"{n:012x}"), n, f"S {n}", f"s{n}", f"{n:064x}", 0.0)
        for n in range(1, students + 1)
    ]


def _asked(step: int) -> list[Event]:
    return [e.StepShown(step), e.QuestionOpened(step, float(step), step + 60.0)]


def _answers(step: int, students: int) -> list[Event]:
    return [
        e.AnswerLocked(step, player, Pick(2), Key(f"a-{step:04}"), 1.0, 900 + n % 101, 0, step, step + 1.0)
        for n in range(1, students + 1)
        for player in (PlayerId(f"{n:012x}"),)
    ]


async def _write(database: Database, journal: list[Event]) -> None:
    opened = journal[0]
    assert isinstance(opened, RoomOpened)
    await database.journal.open_room(opened)
    for first in range(1, len(journal), 1000):
        await database.journal.append(opened.code, first, journal[first : first + 1000])
        await asyncio.sleep(0)
