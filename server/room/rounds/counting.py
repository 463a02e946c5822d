"""How often each answer was given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from server.room.events import Given, Pairs, Pick, Picks
from server.room.plan import Question
from server.room.rounds.marking import folded, share_of
from server.room.rounds.misconceptions import shown_by
from server.room.rounds.telling import LETTERS, in_words, pair_in_words

TYPED_ANSWERS_SHOWN_MAX = 6
ORDERS_SHOWN_MAX = 3  # the right order stands beside them and needs the room


@dataclass(frozen=True, slots=True)
class TallyOf:
    """How often one answer was given; `right` is None in a poll.

    `fell` students showed `misconception` there: by giving it, or, where it is right, by not giving it.
    """

    label: str
    count: int
    right: bool | None
    misconception: str = ""
    fell: int = 0


def tallies(question: Question, answers: Iterable[Given]) -> tuple[TallyOf, ...]:
    """One per option for choices, one per item for a matching; else the most frequent answers first."""
    given = list(answers)
    if question.form in ("single", "truefalse", "poll", "multiple"):
        return _option_tallies(question, given)
    if question.form == "matching":
        return _pair_tallies(question, given)
    shown_max = ORDERS_SHOWN_MAX if question.form == "ordering" else TYPED_ANSWERS_SHOWN_MAX
    spelled: dict[str, Given] = {}
    counts: Counter[str] = Counter()
    for answer in given:
        key = folded(in_words(question, answer))
        spelled.setdefault(key, answer)
        counts[key] += 1
    return tuple(_typed_tally(question, spelled[key], count) for key, count in counts.most_common(shown_max))


def _typed_tally(question: Question, given: Given, count: int) -> TallyOf:
    misconception = min(shown_by(question, given), default="")
    right = share_of(question, given) == 1.0
    return TallyOf(in_words(question, given), count, right, misconception, count if misconception else 0)


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
        _option_tally(
            question, option, counts[option], None if poll else option in question.right, len(given)
        )
        for option in range(len(question.options_md))
    )


def _option_tally(question: Question, option: int, count: int, right: bool | None, answered: int) -> TallyOf:
    misconception = _named(question, option)
    fell = answered - count if right else count
    return TallyOf(LETTERS[option], count, right, misconception, fell if misconception else 0)


def _pair_tallies(question: Question, given: list[Given]) -> tuple[TallyOf, ...]:
    """For each item how many put the right thing to it."""
    made = Counter(
        item
        for answer in given
        if isinstance(answer, Pairs)
        for item, (mine, right) in enumerate(zip(answer.options, question.right, strict=True))
        if mine == right
    )
    return tuple(
        TallyOf(
            pair_in_words(item, right),
            made[item],
            True,
            _named(question, item),
            len(given) - made[item] if _named(question, item) else 0,
        )
        for item, right in enumerate(question.right)
    )


def _named(question: Question, place: int) -> str:
    return question.misconceptions[place] if place < len(question.misconceptions) else ""
