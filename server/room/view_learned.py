"""What a class believed when it came and when it left, by misconception, and what to read next."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.room.plan import Learned, Misconception
from server.room.rounds.misconceptions import Touch, touches
from server.room.state import Room

ROWS_MAX = 4  # more cannot be read from the back row


@dataclass(frozen=True, slots=True)
class FellView:
    """How many of those who answered one question fell for something; `question` is its number."""

    question: int
    fell: int
    answered: int

    @property
    def share(self) -> float:
        return self.fell / self.answered


@dataclass(frozen=True, slots=True)
class LearnedRowView:
    """`last` is None where a single question touched it."""

    misconception: Misconception
    first: FellView
    last: FellView | None

    @property
    def left(self) -> float:
        return (self.last or self.first).share


@dataclass(frozen=True, slots=True)
class LearnedView:
    """`rows`: what most still believe comes first; `of` says how many rows there are in all."""

    step: int
    title: str
    text_md: str
    rows: tuple[LearnedRowView, ...]
    of: int


def learned_view(room: Room, step: int, shown: Learned) -> LearnedView:
    rows = sorted(_rows(room), key=lambda row: (-row.left, -row.first.share))
    return LearnedView(step, shown.title, shown.text_md, tuple(rows[:ROWS_MAX]), len(rows))


def _rows(room: Room) -> list[LearnedRowView]:
    """Each misconception that somebody fell for."""
    numbers = room.plan.question_numbers
    by_id = touches(room)
    return [
        LearnedRowView(found, _fell(numbers, seen[0]), _fell(numbers, seen[-1]) if len(seen) > 1 else None)
        for found, seen in ((found, by_id[found.id]) for found in room.plan.misconceptions)
        if any(touch.fell for touch in seen)
    ]


def _fell(numbers: Sequence[int], touch: Touch) -> FellView:
    return FellView(numbers.index(touch.step) + 1, len(touch.fell), touch.answered)
