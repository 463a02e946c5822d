"""What is one student's own: place, points, answer, result, submissions.  Only what is revealed counts."""

from dataclasses import dataclass
from typing import Literal

from server.room.events import Given, PlayerId
from server.room.freeze import finished_in_view, is_frozen
from server.room.plan import Experiment, Lap, Learned, Misconception, Podium, Question, Race
from server.room.rounds.misconceptions import believed_by, shown_by
from server.room.standings import Standings
from server.room.state import Answered, Attempt, Player, QuestionRound, RaceRound, Room
from server.room.view_experiment import MyExperimentView, my_experiment

Mark = Literal["right", "partly", "wrong", "none", "poll"]


@dataclass(frozen=True, slots=True)
class ResultView:
    mark: Mark
    points: int
    speed_bonus: int
    streak: int
    late_joiner: bool
    beliefs: tuple[Misconception, ...] = ()


@dataclass(frozen=True, slots=True)
class MyRaceView:
    step: int
    attempts: tuple[Attempt, ...]
    cooldown_seconds: float
    finished_seconds: float | None
    place: int | None  # as far as the board tells
    frozen: bool
    laps: tuple["MyLapView", ...]


@dataclass(frozen=True, slots=True)
class MyLapView:
    """How far the student is with one challenge.  `score` is the best one, of 100; None: not solved yet."""

    may_try: bool
    hints_md: tuple[str, ...]
    points: int
    score: int | None


@dataclass(frozen=True, slots=True)
class YouView:
    player: Player
    points: int
    rank: int
    of: int
    streak: int
    step: int | None
    answer: Given | None
    result: ResultView | None
    race: MyRaceView | None
    experiment: MyExperimentView | None
    learned: tuple[tuple[Misconception, bool], ...]  # what the student believed, and whether still
    summary: bool  # the lesson is at its end, so the student may take a summary along


def you(room: Room, player_id: PlayerId, ranking: Standings, now: float) -> YouView:
    """Everything of one student's own.  `ranking` is `standings(room)`, shared by all students."""
    player, standing = room.players[player_id], ranking.of(player_id)
    step = room.plan.steps[room.step] if room.step is not None else None
    question = step if isinstance(step, Question) else None
    answered = room.question_round(room.step or 0).answers.get(player_id) if question else None
    return YouView(
        player=player,
        points=standing.points,
        rank=standing.rank,
        of=len(ranking.rows),
        streak=room.streaks.get(player_id, 0),
        step=room.step,
        answer=answered.given if answered else None,
        result=_result(room, question, player, answered) if question else None,
        race=_race(room, step, player_id, now) if isinstance(step, Race) else None,
        experiment=_experiment(room, player_id, now),
        learned=tuple(believed_by(room, player_id)) if isinstance(step, Learned) else (),
        summary=at_the_end(room),
    )


def has_own(room: Room) -> bool:
    """Whether the step on the stage, as it is now, holds anything that is a student's own.

    A page that was told of another step takes it that there is nothing yet.
    """
    step = room.plan.steps[room.step] if room.step is not None else None
    if isinstance(step, Question):
        return room.question_round(room.step or 0).state != "ready"
    return isinstance(step, Race | Experiment) or at_the_end(room)


def at_the_end(room: Room) -> bool:
    """What follows on the last question or race is the end."""
    step = room.plan.steps[room.step] if room.step is not None else None
    return room.ended or isinstance(step, Learned | Podium)


def _result(room: Room, question: Question, player: Player, answered: Answered | None) -> ResultView | None:
    round_ = room.question_round(room.step or 0)
    if round_.state != "revealed":
        return None
    streak = room.streaks.get(player.id, 0)
    mark = mark_of(question, answered)
    if answered is None or mark == "poll":
        late = mark == "none" and _came_late(round_, player)
        return ResultView(mark, 0, 0, streak, late)
    shown = shown_by(question, answered.given)
    beliefs = tuple(found for found in room.plan.misconceptions if found.id in shown)
    return ResultView(mark, answered.points, answered.speed_bonus, streak, False, beliefs)


def mark_of(question: Question, answered: Answered | None) -> Mark:
    if question.form == "poll":
        return "poll"
    if answered is None:
        return "none"
    if answered.share > 0:
        return "right" if answered.share == 1 else "partly"
    return "wrong"


def _experiment(room: Room, player: PlayerId, now: float) -> MyExperimentView | None:
    if room.step is None or room.experiment(room.step) is None:
        return None
    return my_experiment(room, room.step, player, now)


def _came_late(round_: QuestionRound, player: Player) -> bool:
    return player.joined_at > round_.opened_at


def _race(room: Room, race: Race, player: PlayerId, now: float) -> MyRaceView:
    step = room.step or 0
    round_: RaceRound = room.race_round(step)
    attempts = round_.attempts.get(player, ())
    wait = attempts[-1].at + race.cooldown_seconds - now if attempts else 0.0
    accepted, places = (
        next((attempt for attempt in attempts if attempt.accepted and attempt.lap == 0), None),
        finished_in_view(round_),
    )
    return MyRaceView(
        step,
        attempts,
        max(0.0, wait),
        accepted.race_seconds if accepted else None,
        places.index(player) + 1 if player in places else None,
        is_frozen(round_),
        tuple(_lap(round_, number, lap, player) for number, lap in enumerate(race.laps)),
    )


def _lap(round_: RaceRound, number: int, lap: Lap, player: PlayerId) -> MyLapView:
    return MyLapView(
        round_.may_try(player, number),
        lap.hints_md[: round_.hints_open(player, number)],
        round_.earned(player, number),
        round_.best(player, number),
    )
