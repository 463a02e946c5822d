"""Answers in words, and how often each was given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from server.room.events import Figure, Given, Order, Pick, Picks, Words
from server.room.plan import Question
from server.room.rounds.marking import folded, share_of

LETTERS = "ABCDEFGHIJKL"
TYPED_ANSWERS_SHOWN_MAX = 6
ORDERS_SHOWN_MAX = 3  # the right order stands beside them and needs the room


@dataclass(frozen=True, slots=True)
class TallyOf:
    """How often one answer was given; `right` is None in a poll."""

    label: str
    count: int
    right: bool | None


def in_words(question: Question, given: Given) -> str:
    """An answer as text for a table or a board: `B`, `A, C`, `42 ms`, `C → A → B`."""
    match given:
        case Pick(option):
            return LETTERS[option]
        case Picks(options):
            return ", ".join(LETTERS[option] for option in sorted(options)) or "none"
        case Figure(number):
            return f"{_figure(number)} {question.unit}".rstrip()
        case Words(text):
            return text.strip()
        case Order(options):
            return " → ".join(LETTERS[option] for option in options)


def right_in_words(question: Question) -> str:
    """The right answer in the same words; empty in a poll."""
    match question.form:
        case "poll":
            return ""
        case "numeric":
            give = f" ± {_figure(question.tolerance)}" if question.tolerance else ""
            return f"{_figure(question.number)}{give} {question.unit}".rstrip()
        case "text":
            return question.accepted[0]
        case "ordering":
            return in_words(question, Order(question.right))
        case _:
            return in_words(question, Picks(question.right))


def tallies(question: Question, answers: Iterable[Given]) -> tuple[TallyOf, ...]:
    """One per option for choices; else the most frequent answers, most frequent first."""
    given = list(answers)
    if question.form in ("single", "truefalse", "poll", "multiple"):
        return _option_tallies(question, given)
    shown_max = ORDERS_SHOWN_MAX if question.form == "ordering" else TYPED_ANSWERS_SHOWN_MAX
    spelled: dict[str, Given] = {}
    counts: Counter[str] = Counter()
    for answer in given:
        key = folded(in_words(question, answer))
        spelled.setdefault(key, answer)
        counts[key] += 1
    return tuple(
        TallyOf(in_words(question, spelled[key]), count, share_of(question, spelled[key]) == 1.0)
        for key, count in counts.most_common(shown_max)
    )


def _option_tallies(question: Question, given: list[Given]) -> tuple[TallyOf, ...]:
    counts: Counter[int] = Counter()
    for answer in given:
        match answer:
            case Pick(option):
                counts[option] += 1
            case Picks(options):
                counts.update(options)
            case _:  # answers that do not fit are refused before they are kept
                pass
    poll = question.form == "poll"
    return tuple(
        TallyOf(LETTERS[option], counts[option], None if poll else option in question.right)
        for option in range(len(question.options_md))
    )


def _figure(number: float) -> str:
    return f"{number:.10g}"
