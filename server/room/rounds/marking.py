"""How much of an answer is right: a share from 0 to 1."""

from server.room.events import Figure, Given, Order, Pairs, Pick, Picks, Words
from server.room.plan import Question

FITTING: dict[str, type] = {
    "single": Pick,
    "truefalse": Pick,
    "poll": Pick,
    "multiple": Picks,
    "numeric": Figure,
    "text": Words,
    "ordering": Order,
    "matching": Pairs,
}


def fits(question: Question, given: Given) -> bool:
    """Whether this is an answer to that question at all: the right form, and only options that exist."""
    if not isinstance(given, FITTING[question.form]):
        return False
    count = len(question.options_md)
    match given:
        case Pick(option):
            return 0 <= option < count
        case Picks(options):
            return len(set(options)) == len(options) and all(0 <= option < count for option in options)
        case Order(options):
            return sorted(options) == list(range(count))
        case Pairs(options):
            known = all(option is None or 0 <= option < count for option in options)
            return known and len(options) == len(question.items_md) and any(o is not None for o in options)
        case Words(text):
            return bool(folded(text))
        case Figure():
            return True


def share_of(question: Question, given: Given) -> float:
    """1 is fully right, 0 not at all.  A poll has no right answer: 0."""
    match given:
        case Pick(option):
            return 1.0 if option in question.right else 0.0
        case Picks(options):
            return _share_of_choices(set(options), set(question.right))
        case Figure(number):
            # The bound is widened by a hair, so that 0.1 + 0.2 counts as 0.3.
            return 1.0 if abs(number - question.number) <= question.tolerance + 1e-9 else 0.0
        case Words(text):
            return 1.0 if folded(text) in map(folded, question.accepted) else 0.0
        case Order(options) | Pairs(options):
            return _share_in_place(options, question.right)


def folded(text: str) -> str:
    """Text as it is compared: without case, surplus space, or a full stop at the end."""
    return " ".join(text.casefold().split()).rstrip(".")


def _share_of_choices(chosen: set[int], right: set[int]) -> float:
    """Each right option ticked earns its part, each wrong one ticked takes one back; never below zero.

    Ticking everything earns nothing where as many options are wrong as right.
    """
    if not right:
        return 1.0 if not chosen else 0.0
    if chosen == right:
        return 1.0
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))


def _share_in_place(given: tuple[int | None, ...], right: tuple[int, ...]) -> float:
    """The part of the places that hold the right item, which is what each student sees marked."""
    if not right:
        return 1.0
    return sum(mine == theirs for mine, theirs in zip(given, right, strict=True)) / len(right)
