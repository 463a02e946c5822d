"""Lessons that were really played: every event comes from the rules of the room."""

from collections.abc import Iterator, Sequence
from random import Random

from server.room import commands as c
from server.room.commands import Command
from server.room.decide import decide
from server.room.events import AnswerLocked, Event, Key, Pick, PlayerId, PlayerJoined, RoomOpened
from server.room.refusals import Refusal
from server.store.database import Database
from tests.room import stories as s

GIVEN = {
    step: (s.RIGHT, s.WRONG) if question.form in ("single", "poll", "truefalse") else ()
    for step, question in enumerate(s.PLAN.steps)
    if isinstance(question, s.Question)
}


def opened(code: str, series: str = "CS 1") -> RoomOpened:
    return RoomOpened(code, series, s.PLAN, 0.0)


def players(count: int) -> list[PlayerId]:
    return [PlayerId(f"{number:012x}") for number in range(1, count + 1)]


def joined(count: int) -> list[Event]:
    return [
        PlayerJoined(player, number, f"P{number}", f"p{number}", f"seat {number}", 1.0)
        for number, player in enumerate(players(count), start=1)
    ]


def answers(count: int, step: int = s.FIRST_QUESTION) -> list[Event]:
    """Of so many students, each worth a different number of points."""
    return [
        AnswerLocked(step, player, Pick(2), Key("key-1234"), 1.0, number, 0, 1, 5.0)
        for number, player in enumerate(players(count), start=1)
    ]


async def play(database: Database, code: str, *appends: Sequence[Event]) -> None:
    """Opens a room and appends to it."""
    await database.journal.open_room(opened(code))
    after = 1
    for events in appends:
        await database.journal.append(code, after, events)
        after += len(events)


def lesson(seed: int, code: str, students: int = 8) -> list[Event]:
    """A whole lesson without its first event: all sorts of things happen in it, as the seed will have it."""
    chance = Random(seed)
    room = s.begin(opened(code))
    events: list[Event] = []
    for now, command in enumerate(_script(chance, players(students)), start=1):
        decision = decide(room, command, float(now))
        if not isinstance(decision, Refusal):
            room = s.applied(room, decision)
            events += decision
    return events


def _script(chance: Random, students: list[PlayerId]) -> Iterator[Command]:
    early, late = students[:-2], students[-2:]
    for player in early:
        yield _join(player)
    for step, question in enumerate(s.PLAN.steps):
        yield c.ShowStep(step)
        if isinstance(question, s.Question):
            yield from _question(chance, step, early)
        if isinstance(question, s.Race):
            yield from _race(chance, step, students)
        yield from chance.sample([*_disorder(chance, students), *map(_join, late)], k=3)
    yield c.EndLesson()


def _question(chance: Random, step: int, students: list[PlayerId]) -> Iterator[Command]:
    yield c.OpenQuestion(step)
    for player in chance.sample(students, k=len(students) - 1):
        if GIVEN[step]:
            yield s.answer(player, chance.choice(GIVEN[step]), step)
    yield c.CloseQuestion(step)
    if chance.random() < 0.8:
        yield c.RevealAnswer(step)


def _race(chance: Random, step: int, students: list[PlayerId]) -> Iterator[Command]:
    yield c.OpenRace(step)
    for attempt in (1, 2):
        if attempt == 2 and chance.random() < 0.7:
            yield c.FreezeRace(step)
        for player in students:
            yield s.submit(player, f"try {attempt}", f"key-{attempt}-{player}", step)
            if chance.random() < 0.2:
                yield c.Supersede(player, step, attempt)
            else:
                yield c.GiveVerdict(player, step, attempt, chance.choice((s.ACCEPTED, s.LOST)))
    yield c.CloseRace(step)
    for _ in range(chance.choice((0, 3))):
        yield c.RevealLane(step)
    if chance.random() < 0.3:
        yield c.RevealLanes(step)


def _disorder(chance: Random, students: list[PlayerId]) -> list[Command]:
    someone, other = chance.sample(students, k=2)
    return [
        c.RenamePlayer(someone, "Eve", "eve"),
        c.RenamePlayer(other, "Eve", "eve"),
        c.RemovePlayer(someone),
        c.LoseSight(other),
        c.ComeBack(other),
        c.ShowLeaderboard(),
    ]


def _join(player: PlayerId) -> c.Join:
    return s.join(player, f"S {player[-2:]}")
