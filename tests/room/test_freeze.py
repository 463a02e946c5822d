"""The frozen board: nothing new is told in a race's last minutes, and then all of it, from the bottom."""

from dataclasses import replace

import pytest

from server.room import commands as c
from server.room.deadlines import next_deadline
from server.room.decide import decide
from server.room.events import Key, LaneRevealed, RaceFrozen, RaceThawed
from server.room.refusals import Refusal
from server.room.standings import standings
from server.room.view import scene
from server.room.view_desk import main_move, other_moves
from server.room.view_student import you
from tests.room.stories import ACCEPTED, ADA, BOB, CYD, LOST, RACE_STEP, after, join, submit, with_race_open


def verdict(player, judged, attempt=1):
    return c.GiveVerdict(player, RACE_STEP, attempt, judged)


def frozen():
    """Ada finished before the board was frozen; Bob finished behind it, and Cyd failed there."""
    room = after(with_race_open(), (join(CYD, "Cyd"), 110), (submit(ADA), 120), (verdict(ADA, ACCEPTED), 121))
    room = after(room, (c.FreezeRace(RACE_STEP), 130), (submit(BOB), 140), (submit(CYD), 141))
    return after(room, (verdict(BOB, ACCEPTED), 150), (verdict(CYD, LOST), 151))


def closed():
    return after(frozen(), (c.CloseRace(RACE_STEP), 200))


def lane_of(room, player):
    return next(lane for lane in scene(room, "stage", 210).lanes if lane.player == player)


def test_behind_the_frozen_board_a_lane_tells_only_that_something_was_sent():
    bob = lane_of(frozen(), BOB)

    assert (bob.attempts, bob.hidden, bob.place, bob.points, bob.waiting) == ((), 1, None, 0, False)


def test_what_was_sent_before_shows_even_if_it_was_judged_behind():
    room = after(
        with_race_open(), (submit(ADA), 120), (c.FreezeRace(RACE_STEP), 130), (verdict(ADA, LOST), 131)
    )

    assert [mark.verdict for mark in lane_of(room, ADA).attempts] == ["lost_update"]


@pytest.mark.parametrize("audience", ["students", "stage"])
def test_no_count_gives_away_what_is_hidden(audience):
    shown = scene(frozen(), audience, 160)

    assert (shown.finished, shown.money_lost, shown.frozen) == (1, 0, True)


def test_the_board_and_the_own_rank_do_not_know_it_either():
    """B12."""
    room = frozen()
    bob = you(room, BOB, standings(room), 160)

    assert (bob.points, room.totals.get(BOB, 0)) == (0, 0)
    assert bob.race.place is None


def test_who_submits_learns_their_own_verdict_at_once():
    room = frozen()
    bob = you(room, BOB, standings(room), 160)

    assert [attempt.verdict for attempt in bob.race.attempts] == ["accepted"]
    assert (bob.race.frozen, bob.race.finished_seconds) == (True, 40)


def test_lanes_are_revealed_from_the_bottom_and_with_the_last_one_the_board_thaws():
    room = closed()

    assert decide(room, c.RevealLane(RACE_STEP), 210) == [LaneRevealed(RACE_STEP, CYD)]
    room = after(room, (c.RevealLane(RACE_STEP), 210))
    assert [mark.lost for mark in lane_of(room, CYD).attempts] == [30]
    assert scene(room, "stage", 211).money_lost == 30
    assert lane_of(room, BOB).hidden == 1
    assert decide(room, c.RevealLane(RACE_STEP), 212) == [
        LaneRevealed(RACE_STEP, BOB),
        RaceThawed(RACE_STEP),
    ]


def test_a_revealed_finish_has_its_place_and_its_points():
    room = after(closed(), (c.RevealLane(RACE_STEP), 210), (c.RevealLane(RACE_STEP), 211))

    assert (lane_of(room, BOB).place, scene(room, "stage", 212).finished) == (2, 2)
    assert room.totals[BOB] == lane_of(room, BOB).points > 0


@pytest.mark.parametrize("reveals", [0, 1, 2])
@pytest.mark.parametrize("rest", [c.RevealLanes(RACE_STEP), c.ShowLeaderboard(), c.EndLesson()])
def test_however_the_rest_is_told_it_counts_once(reveals, rest):
    room = after(closed(), *((c.RevealLane(RACE_STEP), 210.0) for _ in range(reveals)))
    decision = decide(room, rest, 220)
    told = room if isinstance(decision, Refusal) else after(room, (rest, 220))

    never_frozen = after(
        with_race_open(), (join(CYD, "Cyd"), 110), (submit(ADA), 120), (verdict(ADA, ACCEPTED), 121)
    )
    never_frozen = after(never_frozen, (submit(BOB), 140), (submit(CYD), 141), (verdict(BOB, ACCEPTED), 150))
    assert {p: n for p, n in told.totals.items() if n} == {p: n for p, n in never_frozen.totals.items() if n}


def test_a_verdict_that_comes_after_its_lane_was_revealed_shows_at_once():
    room = after(frozen(), (replace(submit(CYD), key=Key("later-key")), 160), (c.CloseRace(RACE_STEP), 200))
    room = after(room, (c.RevealLane(RACE_STEP), 210), (verdict(CYD, ACCEPTED, 2), 211))

    assert [mark.verdict for mark in lane_of(room, CYD).attempts] == ["lost_update", "accepted"]
    assert room.totals[CYD] > 0


def test_a_lesson_may_freeze_its_race_by_the_clock():
    room = with_race_open()
    steps = tuple(
        replace(step, freeze_seconds=60) if step is room.race(RACE_STEP) else step for step in room.plan.steps
    )
    room = replace(room, plan=replace(room.plan, steps=steps))
    closes_at = room.race_round(RACE_STEP).timer.closes_at

    assert next_deadline(room) == closes_at - 60
    assert decide(room, c.Tick(), closes_at - 60) == [RaceFrozen(RACE_STEP, closes_at - 60)]
    assert next_deadline(after(room, (c.Tick(), closes_at - 60))) == closes_at


def test_a_running_race_reveals_nothing():
    assert decide(frozen(), c.RevealLane(RACE_STEP), 160) is Refusal.STILL_OPEN
    assert decide(frozen(), c.RevealLanes(RACE_STEP), 160) is Refusal.STILL_OPEN


def test_a_board_that_hides_nothing_has_nothing_to_reveal():
    room = after(with_race_open(), (c.CloseRace(RACE_STEP), 200))

    assert decide(room, c.RevealLane(RACE_STEP), 210) is Refusal.NOT_FROZEN


def test_the_console_offers_to_freeze_then_to_reveal_then_goes_on():
    assert "freeze_race" in [move.request for move in other_moves(with_race_open())]
    assert main_move(closed()).request == "reveal_lane"
    assert "reveal_lanes" in [move.request for move in other_moves(closed())]
    thawed = after(closed(), (c.RevealLanes(RACE_STEP), 210))
    assert main_move(thawed).request == "show_leaderboard"
