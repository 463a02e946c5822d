"""What is shown once an answer is out: who gave which, what that shows, and why."""

from dataclasses import dataclass, replace

from server.room.plan import Question
from server.room.rounds.counting import TallyOf, tallies
from server.room.rounds.misconceptions import is_often
from server.room.rounds.telling import right_in_words
from server.room.state import QuestionRound, Room


@dataclass(frozen=True, slots=True)
class RevealView:
    tallies: tuple[TallyOf, ...]
    right_label: str
    right_order: tuple[int, ...]
    explanation_md: str
    whys_md: tuple[str, ...]
    answered: int
    right_count: int


def reveal(room: Room, question: Question, round_: QuestionRound) -> RevealView:
    counted = tallies(question, (answer.given for answer in round_.answers.values()))
    return RevealView(
        tallies=tuple(_if_often(room, tally, len(round_.answers)) for tally in counted),
        right_label=right_in_words(question),
        right_order=question.right if question.form in ("ordering", "matching") else (),
        explanation_md=question.explanation_md,
        whys_md=question.whys_md,
        answered=len(round_.answers),
        right_count=sum(answer.share == 1 for answer in round_.answers.values()),
    )


def _if_often(room: Room, tally: TallyOf, answered: int) -> TallyOf:
    """A misconception by its name, where so many showed it that the class should talk about it."""
    named = named_tally(room, tally)
    return named if is_often(tally.fell, answered) else replace(named, misconception="")


def named_tally(room: Room, tally: TallyOf) -> TallyOf:
    """With the misconception's name in place of its id."""
    found = room.plan.misconception(tally.misconception)
    return replace(tally, misconception=found.name if found else "")
