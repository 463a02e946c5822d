"""What one student takes home: their own, and only answers that are out."""

from server.room import commands as c
from server.room.view_summary import summary
from tests.room.stories import (
    ACCEPTED,
    ADA,
    BOB,
    LOST,
    PODIUM_STEP,
    RACE_STEP,
    RIGHT,
    WRONG,
    after,
    answer,
    revealed,
    submit,
    with_question_open,
    with_race_open,
)


def test_a_question_is_in_it_once_its_answer_is_out():
    room = after(with_question_open(), (answer(ADA, WRONG), 101), (answer(BOB, RIGHT), 102))
    out = revealed(room, 103)

    assert summary(room, ADA).questions == ()
    (mine,), (theirs,) = summary(out, ADA).questions, summary(out, BOB).questions
    assert (mine.number, mine.given_label, mine.right_label, mine.mark) == (1, "A", "C", "wrong")
    assert (theirs.mark, theirs.points > 0) == ("right", True)


def test_who_gave_no_answer_finds_the_question_all_the_same():
    room = revealed(after(with_question_open(), (answer(ADA, WRONG), 101)), 103)

    (missed,) = summary(room, BOB).questions
    assert (missed.given, missed.mark, missed.right_label) == (None, "none", "C")


def test_a_race_is_in_it_with_every_attempt_and_the_best_solution():
    room = after(
        with_race_open(),
        (submit(ADA, "wrong"), 101),
        (c.GiveVerdict(ADA, RACE_STEP, 1, LOST), 102),
        (submit(ADA, "right", "key-0002"), 110),
        (c.GiveVerdict(ADA, RACE_STEP, 2, ACCEPTED), 111),
    )

    (race,) = summary(room, ADA).races
    assert [attempt.verdict for attempt in race.attempts] == ["lost_update", "accepted"]
    assert (race.title, race.source, race.place, race.points > 0) == ("Safe transfer", "right", 1, True)
    assert summary(room, BOB).races == ()


def test_the_rank_is_in_it_only_where_boards_were_shown():
    room = revealed(after(with_question_open(), (answer(ADA, RIGHT), 101)), 103)

    assert summary(room, ADA).rank is None
    assert summary(after(room, (c.ShowLeaderboard(), 104)), ADA).rank == 1
    assert summary(after(room, (c.ShowStep(PODIUM_STEP), 104)), BOB).rank == 2
