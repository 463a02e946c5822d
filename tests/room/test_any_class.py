"""What holds in any class, whatever its students and its instructor do, in whatever order."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.room import commands as c
from server.room import events as e
from server.room.commands import Command
from server.room.deadlines import next_deadline
from server.room.decide import decide
from server.room.events import Event, Given, Key, Order, Pick, Picks, PlayerId, RoomOpened
from server.room.evolve import begin, evolve, replay
from server.room.outside import Judged
from server.room.plan import Lap, Plan, Podium, Question, Race, Slide
from server.room.refusals import Refusal
from server.room.scoring import full_points, speed_bonus_max
from server.room.standings import standings
from server.room.state import Answered, QuestionRound, RaceRound, Room
from server.room.view_desk import main_move
from server.web.pieces import Pieces, lines_changed
from tests.room.audiences import all_frames, roster_frame
from tests.room.stories import ACCEPTED, HALF, LOST, TOUR
from tests.room.test_view_desk import pressed

STEPS = (
    Question("One", "?", "single", 20, options_md=("a", "b", "c"), right=(2,), explanation_md="Two."),
    Question("Many", "?", "multiple", 30, weight=0.5, options_md=("a", "b", "c"), right=(0, 1)),
    Slide("Between", ""),
    Question("Say", "?", "poll", 10, options_md=("a", "b", "c")),
    Question("Sort", "?", "ordering", 30, weight=2, options_md=("a", "b", "c"), right=(1, 2, 0)),
    Race(
        *("Race", "bank", "", "", ("One.", "Two.")),
        seconds=60,
        freeze_seconds=20,
        bonus=(Lap("More", "payday", "", "", ("Three.",)),),
    ),
    TOUR,
    Podium("End"),
)
OTHER_KEYS = (
    replace(STEPS[0], right=(0,), explanation_md="None."),
    replace(STEPS[1], right=(2,), explanation_md="So."),
    *STEPS[2:4],
    replace(STEPS[4], right=(0, 1, 2)),
    *STEPS[5:],
)
STUDENTS = [PlayerId(f"{number:012x}") for number in range(4)]
NAMES = ("Ada", "Bob", "Cyd", "Dan", "Eve")

students = strategies.sampled_from(STUDENTS)
names = strategies.sampled_from(NAMES)
steps = strategies.integers(-1, len(STEPS))
keys = strategies.sampled_from([Key("key-0001"), Key("key-0002"), Key("key-0003")])
attempts = strategies.integers(0, 3)
options = strategies.integers(0, 2)
verdicts: strategies.SearchStrategy[Judged] = strategies.sampled_from([ACCEPTED, HALF, LOST])
given_answers: strategies.SearchStrategy[Given] = strategies.one_of(
    options.map(Pick),
    strategies.sets(options).map(lambda ticked: Picks(tuple(sorted(ticked)))),
    strategies.permutations(range(3)).map(lambda order: Order(tuple(order))),
)
anything: strategies.SearchStrategy[Command] = strategies.one_of(
    *(strategies.builds(kind, steps) for kind in (c.ShowStep, c.OpenQuestion, c.CloseQuestion)),
    *(strategies.builds(kind, steps) for kind in (c.RevealAnswer, c.OpenRace, c.CloseRace)),
    *(strategies.builds(kind, steps) for kind in (c.FreezeRace, c.RevealLane, c.RevealLanes)),
    *(strategies.builds(kind) for kind in (c.Pause, c.Resume, c.ShowLeaderboard, c.HideLeaderboard)),
    *(strategies.builds(kind, strategies.booleans()) for kind in (c.LockRoom, c.SetApproval)),
    *(strategies.builds(kind, strategies.tuples(students)) for kind in (c.Admit, c.TurnAway)),
    strategies.builds(c.ClearNewcomers, strategies.sampled_from([3.0, 60.0]), keys),
    strategies.builds(c.ExtendTime, strategies.sampled_from([5.0, 60.0]), keys),
    strategies.builds(c.CarryOver, strategies.sampled_from([0.0, 3.5, 1000.0])),
    strategies.builds(c.GiveVerdict, students, steps, attempts, verdicts),
    strategies.builds(c.Supersede, students, steps, attempts),
    strategies.builds(c.OpenHint, students, steps, strategies.integers(-1, 2), strategies.integers(-1, 2)),
    strategies.builds(c.MoveRun, steps, strategies.integers(-1, 4)),
    strategies.builds(c.ShowReplay, students, steps, attempts),
    strategies.builds(c.HideReplay),
    strategies.builds(c.NameReplay, students, steps, attempts, strategies.booleans()),
)


class AnyClass(RuleBasedStateMachine):
    """A room, and its twin: the same class at the same lesson, but other answers are right there."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.journal: list[Event] = []
        self.pieces = Pieces()
        self.rostered = 0  # events when the roster was last looked at
        self.first_answers: dict[tuple[int, PlayerId], Answered] = {}

    @initialize(
        scoring=strategies.sampled_from(["accuracy", "accuracy-first", "classic"]),
        seated=strategies.integers(0, 4),
        step=strategies.sampled_from([None, 0, 1, 4, 5]),
    )
    def opens(self, scoring, seated, step) -> None:
        plan = Plan("small", "A small lesson", "en", "CS 1", scoring, STEPS)
        self.journal = [RoomOpened("CDFGHJ", "CS 1", plan, 0.0)]
        self.room = begin(self.journal[0])
        self.twin = replace(self.room, plan=replace(plan, steps=OTHER_KEYS))
        for player, name in zip(STUDENTS[:seated], NAMES, strict=False):
            self.joins(player, name)
        if step is not None:
            self.ask(c.ShowStep(step))
            self.big_button()

    def ask(self, command: Command) -> None:
        decision, in_the_twin = (decide(room, command, self.now) for room in (self.room, self.twin))
        assert _told(decision) == _told(in_the_twin), "what is done or refused depends on the key"
        if not isinstance(decision, Refusal):
            for event in decision:
                self.room = evolve(self.room, event)
            for event in in_the_twin:
                self.twin = evolve(self.twin, event)
            self.journal += decision

    @rule(seconds=strategies.sampled_from([0.0, 0.25, 3.0, 9.0, 40.0]))
    def waits(self, seconds) -> None:
        self.now += seconds

    @rule(player=students, name=names)
    def joins(self, player, name) -> None:
        fresh = PlayerId(f"f{len(self.journal):011x}") if player in self.room.players else player
        self.ask(c.Join(fresh, name, name.casefold(), f"seat {player}"))

    @rule(player=students, kind=strategies.sampled_from([c.LoseSight, c.ComeBack, c.RemovePlayer]))
    def comes_or_goes(self, player, kind) -> None:
        self.ask(kind(player))

    @rule(player=students, name=names)
    def is_renamed(self, player, name) -> None:
        self.ask(c.RenamePlayer(player, name, name.casefold()))

    @rule()
    def big_button(self) -> None:
        move = main_move(self.room)
        if move is not None and move.request != "end_lesson":
            self.ask(pressed(move))

    @rule(command=anything)
    def anything_at_all(self, command) -> None:
        self.ask(command)

    @rule()
    def bell(self) -> None:
        """The live room ticks when its deadline has come, never before."""
        due = max(self.now, next_deadline(self.room) or self.now)
        self.now = due
        self.ask(c.Tick())
        after = next_deadline(self.room)
        assert after is None or after > due, "what was due is done"

    @precondition(lambda self: self.room.running() is not None)
    @rule(player=students, given=given_answers, key=keys, lap=strategies.integers(0, 1))
    def answers_or_submits(self, player, given, key, lap) -> None:
        step, round_ = self.room.running()
        if isinstance(round_, RaceRound):
            self.ask(c.Submit(player, step, "pass", key, lap))
        else:
            self.ask(c.Answer(player, step, given, key))

    @precondition(lambda self: self.room.running() is not None)
    @rule(player=students, given=given_answers, late=strategies.sampled_from([-0.01, 0.0, 0.01, 30.0]))
    def answers_around_the_bell(self, player, given, late) -> None:
        """Before anybody has rung it."""
        self.now = max(self.now, (next_deadline(self.room) or self.now) + late)
        self.answers_or_submits(player, given, Key("key-0004"), 0)

    @precondition(lambda self: _waiting(self.room))
    @rule(judged=verdicts, which=strategies.integers(0, 99))
    def judges(self, judged, which) -> None:
        waiting = _waiting(self.room)
        self.ask(c.GiveVerdict(*waiting[which % len(waiting)], judged))

    @precondition(lambda self: len(self.journal) > 30)
    @rule()
    def ends(self) -> None:
        self.ask(c.EndLesson())

    @invariant()
    def the_journal_is_the_room(self) -> None:
        """F21."""
        assert not self.journal or replay(self.journal) == self.room

    @invariant()
    def points_add_up(self) -> None:
        earned: Counter[PlayerId] = Counter()
        for round_ in self.room.rounds.values():
            if isinstance(round_, QuestionRound) and round_.state == "revealed":
                earned.update({player: answer.points for player, answer in round_.answers.items()})
            if isinstance(round_, RaceRound):
                for player, tried in round_.attempts.items():
                    earned[player] += sum(attempt.points for attempt in tried if not attempt.held)
        assert {p: n for p, n in earned.items() if n} == {p: n for p, n in self.room.totals.items() if n}

    @invariant()
    def haste_never_beats_one_right_answer(self) -> None:
        if self.journal and self.room.plan.scoring == "accuracy-first":
            assert all(self._bonuses(player) < 500 for player in STUDENTS)
            assert speed_bonus_max(self.room.plan) > 0

    def _bonuses(self, player: PlayerId) -> int:
        kinds = e.AnswerLocked | e.VerdictGiven
        return sum(x.speed_bonus for x in self.journal if isinstance(x, kinds) and x.player == player)

    @invariant()
    def a_round_opens_once_and_closes_once(self) -> None:
        kinds = (e.QuestionOpened, e.QuestionClosed, e.AnswerRevealed, e.RaceOpened, e.RaceClosed)
        happened = Counter((type(event), event.step) for event in self.journal if isinstance(event, kinds))
        assert all(times == 1 for times in happened.values())
        assert sum(round_.state == "open" for round_ in self.room.rounds.values()) <= 1

    @invariant()
    def an_answer_never_changes(self) -> None:
        for step in self.room.rounds:
            for player, answer in self.room.question_round(step).answers.items():
                assert self.first_answers.setdefault((step, player), answer) == answer

    @invariant()
    def nobody_answers_after_the_bell(self) -> None:
        for step in self.room.rounds:
            round_ = self.room.question_round(step)
            assert all(answer.at <= round_.timer.closes_at for answer in round_.answers.values())

    @invariant()
    def a_finish_is_the_first_accepted_attempt(self) -> None:
        for step in self.room.rounds:
            round_ = self.room.race_round(step)
            assert len(set(round_.finished)) == len(round_.finished)
            for player, tried in round_.attempts.items():
                first = next((attempt for attempt in tried if attempt.points), None)
                assert first is None or (first.lap == 0 and player in round_.finished)

    @invariant()
    def hints_and_failures_never_take_away_what_was_earned(self) -> None:
        gains = [event.points for event in self.journal if isinstance(event, e.VerdictGiven)]
        assert all(points >= 0 for points in gains)

    @invariant()
    def a_challenge_earns_its_points_once(self) -> None:
        for step in self.room.rounds:
            race, round_ = self.room.race(step), self.room.race_round(step)
            for player in round_.attempts:
                for lap, challenge in enumerate(race.laps if race else ()):
                    bonus = 500 if lap == 0 else 0
                    assert round_.earned(player, lap) <= full_points(challenge) + bonus
                    assert not round_.tried(player, lap) or round_.may_try(player, lap)

    @invariant()
    def present_counts_who_is_here(self) -> None:
        assert self.room.present == sum(player.present for player in self.room.players.values())

    @invariant()
    def everybody_has_a_number_and_a_name_of_their_own(self) -> None:
        everybody, active = list(self.room.players.values()), self.room.active()
        assert [player.number for player in everybody] == list(range(1, len(everybody) + 1))
        assert len({player.name_key for player in active}) == len(active)

    @invariant()
    def ranks_follow_points(self) -> None:
        rows = standings(self.room).rows
        for row in rows:
            assert row.rank == 1 + sum(other.points > row.points for other in rows)

    @invariant()
    def a_clock_stands_only_while_something_runs(self) -> None:
        assert self.room.paused_at is None or self.room.running() is not None

    @invariant()
    def nobody_can_tell_which_answer_is_right_before_it_is_revealed(self) -> None:
        revealed = any(isinstance(event, e.AnswerRevealed) for event in self.journal)
        if not revealed:
            assert all_frames(self.room, self.now) == all_frames(self.twin, self.now)

    @invariant()
    def what_is_kept_of_a_frame_is_what_would_be_made_anew(self) -> None:
        if self.journal:
            changed, self.rostered = lines_changed(self.journal[self.rostered :]), len(self.journal)
            kept = [
                *all_frames(self.room, self.now, self.pieces),
                roster_frame(self.room, self.pieces, changed),
            ]
            assert kept == [*all_frames(self.room, self.now), roster_frame(self.room)]


def _told(decision: list[Event] | Refusal) -> Refusal | list[type[Event]]:
    return decision if isinstance(decision, Refusal) else [type(event) for event in decision]


def _waiting(room: Room) -> list[tuple[PlayerId, int, int]]:
    return [
        (player, step, number)
        for step in room.rounds
        for player, tried in room.race_round(step).attempts.items()
        for number, attempt in enumerate(tried, start=1)
        if attempt.waiting
    ]


def _played(classes: int, events: int) -> settings:
    return settings(
        max_examples=classes,
        stateful_step_count=events,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


class TestAnyClass(AnyClass.TestCase):
    settings = _played(80, 50)


@pytest.mark.soak
class TestManyClassesForLong(AnyClass.TestCase):
    settings = _played(400, 100)
