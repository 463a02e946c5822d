"""What everybody did in a room: it adds up, and it says what the room itself says."""

import pytest

from server.room import commands as c
from server.room.decide import decide
from server.room.events import Event, Figure, Order, Pairs, Pick, Picks, PlayerRemoved, Words
from server.room.evolve import replay
from server.room.refusals import Refusal
from server.room.standings import standings
from server.store.database import Database
from server.store.results import StepHead, StepResult
from tests.room import stories as s
from tests.store.played import lesson, opened, play

GIVEN = (
    *(Pick(2), Picks((0,)), Pick(0), Figure(6.25), Words(" Race  condition")),
    *(Order((2, 0, 1)), Pairs((1, None, 1)), Pick(1)),
)


def told(*commands: c.Command) -> list[Event]:
    """The events of a story in which six seconds pass with each command."""
    room, events = s.begin(opened("CDFGHJ")), list[Event]()
    for now, command in enumerate(commands, start=1):
        decision = decide(room, command, 6.0 * now)
        assert not isinstance(decision, Refusal), f"{command} was refused: {decision}"
        room = s.applied(room, decision)
        events += decision
    return events


def ada_answers_everything() -> list[Event]:
    script: list[c.Command] = [s.join(s.ADA, "Ada"), s.join(s.BOB, "Bob")]
    for step, given in enumerate(GIVEN, start=s.FIRST_QUESTION):
        script += [c.ShowStep(step), c.OpenQuestion(step), s.answer(s.ADA, given, step)]
        script += [c.CloseQuestion(step), c.RevealAnswer(step)]
    return told(
        *script,
        *(c.ShowStep(s.RACE_STEP), c.OpenRace(s.RACE_STEP)),
        *(s.submit(s.ADA, "one", "key-0001"), c.GiveVerdict(s.ADA, s.RACE_STEP, 1, s.LOST)),
        *(s.submit(s.BOB, "one", "key-0001"), c.GiveVerdict(s.BOB, s.RACE_STEP, 1, s.LOST)),
        *(s.submit(s.ADA, "two", "key-0002"), c.GiveVerdict(s.ADA, s.RACE_STEP, 2, s.ACCEPTED)),
        *(s.submit(s.BOB, "two", "key-0002"), c.Supersede(s.BOB, s.RACE_STEP, 2)),
    )


async def test_every_form_of_answer_and_every_verdict_is_told(database: Database):
    await play(database, "CDFGHJ", ada_answers_everything())

    results = await database.results.room("CDFGHJ")

    assert results is not None
    assert (results.code, results.series, results.title) == ("CDFGHJ", "CS 1", "A small lesson")
    assert results.steps[0] == StepHead(s.FIRST_QUESTION, "question", "Final value")
    assert results.steps[-1] == StepHead(s.RACE_STEP, "race", "Safe transfer")
    ada, bob = results.students
    assert [(step.answer, step.mark) for step in ada.steps[:-1]] == [
        *(("C", "right"), ("A", "partly"), ("A", "wrong"), ("6.25 orders", "right")),
        *(("Race  condition", "right"), ("C → A → B", "right"), ("1–B, 2–?, 3–B", "partly"), ("B", "poll")),
    ]
    won, lost = ada.steps[-1], bob.steps[-1]
    assert (won.attempts, won.verdict, won.place) == (2, "accepted", 1)
    assert won.race_seconds is not None and won.points > 0
    assert lost == StepResult(attempts=2, verdict="lost_update", sandbox="filter")
    assert set(bob.steps[:-1]) == {StepResult()}


@pytest.mark.parametrize("seed", range(4))
async def test_the_points_of_the_steps_add_up_to_the_board(database: Database, code: str, seed: int):
    events = lesson(seed, code)
    await play(database, code, events)

    results = await database.results.room(code)

    assert results is not None
    assert [sum(step.points for step in student.steps) for student in results.students] == [
        student.points for student in results.students
    ]
    room = replay((opened(code), *events))
    assert [(row.rank, row.number, row.name, row.points) for row in results.students] == [
        (row.rank, room.players[row.player].number, room.players[row.player].name, row.points)
        for row in standings(room).rows
    ]
    assert results.ended is not None


async def test_an_answer_that_is_not_revealed_shows_no_points(database: Database):
    ending = s.FIRST_QUESTION
    await play(
        database,
        "CDFGHJ",
        told(
            *(s.join(s.ADA, "Ada"), c.ShowStep(ending), c.OpenQuestion(ending)),
            *(s.answer(s.ADA, s.RIGHT), c.CloseQuestion(ending)),
        ),
    )

    results = await database.results.room("CDFGHJ")

    assert results is not None
    assert results.students[0].points == results.students[0].steps[0].points == 0
    assert results.ended is None


async def test_who_was_removed_is_left_out(database: Database):
    await play(database, "CDFGHJ", [*ada_answers_everything(), PlayerRemoved(s.ADA)])

    results = await database.results.room("CDFGHJ")

    assert results is not None
    assert [(student.name, student.rank) for student in results.students] == [("Bob", 1)]


async def test_a_room_that_does_not_exist_has_no_results(database: Database):
    assert await database.results.room("NOROOM") is None
