"""Answers in words."""

from server.room.events import Figure, Given, Order, Pairs, Pick, Picks, Words
from server.room.plan import Question

LETTERS = "ABCDEFGHIJKL"


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
        case Pairs(options):
            return ", ".join(pair_in_words(item, option) for item, option in enumerate(options))


def pair_in_words(item: int, option: int | None) -> str:
    return f"{item + 1}–{'?' if option is None else LETTERS[option]}"


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
        case "matching":
            return in_words(question, Pairs(question.right))
        case _:
            return in_words(question, Picks(question.right))


def _figure(number: float) -> str:
    return f"{number:.10g}"
