"""One student's lesson, to be kept: only what is their own, and only answers that are out."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.room.events import Given, PlayerId
from server.room.freeze import finished_in_view
from server.room.plan import Lap, Misconception, Question
from server.room.rounds.misconceptions import believed_by, revealed_questions, shown_by
from server.room.rounds.telling import in_words, right_in_words
from server.room.standings import standings
from server.room.state import Answered, Attempt, Player, QuestionRound, RaceRound, Room
from server.room.view_student import Mark, at_the_end, mark_of


@dataclass(frozen=True, slots=True)
class SummaryQuestionView:
    number: int
    question: Question
    given: Given | None
    given_label: str
    right_label: str
    mark: Mark
    points: int
    beliefs: tuple[Misconception, ...]


@dataclass(frozen=True, slots=True)
class SummaryRaceView:
    """One challenge of a race.  `source` is the best solution that was accepted, else the last one."""

    title: str
    attempts: tuple[Attempt, ...]
    source: str
    points: int
    place: int | None


@dataclass(frozen=True, slots=True)
class SummaryView:
    player: Player
    points: int
    rank: int | None
    of: int
    learned: tuple[tuple[Misconception, bool], ...]
    questions: tuple[SummaryQuestionView, ...]
    races: tuple[SummaryRaceView, ...]


def summary(room: Room, player: PlayerId) -> SummaryView:
    """All that one student takes home.  The rank is in it only if boards were shown in this lesson."""
    ranking = standings(room)
    place = ranking.of(player)
    shown = bool(room.board) or at_the_end(room)
    return SummaryView(
        room.players[player],
        place.points,
        place.rank if shown else None,
        len(ranking.rows),
        tuple(believed_by(room, player)),
        tuple(_question(room, player, *found) for found in revealed_questions(room)),
        tuple(_races(room, player)),
    )


def _question(
    room: Room, player: PlayerId, step: int, question: Question, round_: QuestionRound
) -> SummaryQuestionView:
    answered: Answered | None = round_.answers.get(player)
    shown = shown_by(question, answered.given) if answered else frozenset()
    return SummaryQuestionView(
        room.plan.question_numbers.index(step) + 1,
        question,
        answered.given if answered else None,
        in_words(question, answered.given) if answered else "",
        right_in_words(question),
        mark_of(question, answered),
        answered.points if answered else 0,
        tuple(found for found in room.plan.misconceptions if found.id in shown),
    )


def _races(room: Room, player: PlayerId) -> Iterator[SummaryRaceView]:
    """Every challenge that the student tried."""
    for step, round_ in sorted(room.rounds.items()):
        race = room.race(step)
        if race is not None and isinstance(round_, RaceRound):
            for number, lap in enumerate(race.laps):
                if round_.tried(player, number):
                    yield _race(lap, number, round_, player)


def _race(lap: Lap, number: int, round_: RaceRound, player: PlayerId) -> SummaryRaceView:
    attempts, places = round_.tried(player, number), finished_in_view(round_)
    best = max((a for a in attempts if a.accepted), key=lambda a: a.score, default=attempts[-1])
    place = places.index(player) + 1 if number == 0 and player in places else None
    return SummaryRaceView(lap.title, attempts, best.source, round_.earned(player, number), place)
