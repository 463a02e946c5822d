"""From what an author wrote to what a room plays, one step at a time."""

import re
from dataclasses import replace
from hashlib import sha256

from schema.choices import Choice
from schema.lesson import Bonus, RaceStep
from schema.pairs import Pair
from schema.questions import (
    MarkedQuestion,
    MatchingQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderingQuestion,
    PollQuestion,
    Question,
    SingleQuestion,
    TextQuestion,
    TrueFalseQuestion,
    WrongNumber,
    WrongOrder,
    WrongText,
)
from server.catalog.challenges import ChallengeText
from server.catalog.problems import Unreadable
from server.room import plan
from server.room.events import Figure, Given, Order, Words
from server.room.rounds.marking import share_of
from server.room.rounds.telling import in_words

_TRUE_AND_FALSE = {"de": ("Wahr", "Falsch")}
_MARKUP = re.compile(r"[*_`#>]+")
_TITLE_LENGTH = 60


def question(written: Question, language: str) -> plan.Question:
    """The question with its key, as `plan.Question` describes it."""
    asked = plan.Question(
        title=written.title or _first_line(written.prompt),
        prompt_md=written.prompt.strip(),
        form=written.form,
        seconds=written.seconds,
        weight=written.weight if isinstance(written, MarkedQuestion) else 1.0,
        explanation_md=written.explanation.strip(),
        notes_md=written.notes.strip(),
    )
    match written:
        case SingleQuestion() | MultipleQuestion() | PollQuestion():
            return _with_choices(asked, written.options)
        case TrueFalseQuestion():
            options = _TRUE_AND_FALSE.get(language.partition("-")[0], ("True", "False"))
            right = 0 if written.answer else 1
            shown = tuple("" if option == right else written.misconception or "" for option in (0, 1))
            return replace(asked, options_md=options, right=(right,), misconceptions=shown)
        case NumericQuestion():
            number, tolerance = float(written.answer), float(written.tolerance)
            asked = replace(asked, number=number, tolerance=tolerance, unit=written.unit)
            return _foreseen(asked, written)
        case TextQuestion():
            return _foreseen(replace(asked, accepted=tuple(written.accepted)), written)
        case OrderingQuestion():
            items, places = shuffled(tuple(choice.text for choice in written.order))
            return _foreseen(replace(asked, options_md=items, right=places), written)
        case MatchingQuestion():
            return _with_pairs(asked, written.pairs)


def _foreseen(
    asked: plan.Question, written: NumericQuestion | TextQuestion | OrderingQuestion
) -> plan.Question:
    """With the wrong answers that the author expects, in the words in which they are compared."""
    wrong = tuple(
        plan.Wrong(in_words(asked, _given(asked, foreseen)), foreseen.misconception)
        for foreseen in written.wrong
    )
    return replace(asked, wrong=wrong, misconception=written.misconception or "")


def _given(asked: plan.Question, foreseen: WrongNumber | WrongText | WrongOrder) -> Given:
    match foreseen:
        case WrongNumber():
            given: Given = Figure(float(foreseen.answer))
        case WrongText():
            given = Words(foreseen.answer)
        case WrongOrder():
            numbers = [int(number) - 1 for number in foreseen.answer.split()]
            if sorted(numbers) != list(range(len(asked.right))):
                raise Unreadable(f"has the wrong order {foreseen.answer}: name each item once, by its number")
            given = Order(tuple(asked.right[number] for number in numbers))
    if share_of(asked, given) == 1:
        raise Unreadable(f"lists {foreseen.answer} as wrong, and it is right: take it out")
    return given


def _with_pairs(asked: plan.Question, pairs: tuple[Pair, ...]) -> plan.Question:
    """Items in the author's order, what belongs to them shuffled and each once."""
    options, _ = shuffled(tuple(dict.fromkeys(pair.right for pair in pairs)))
    items = [pair for pair in pairs if pair.left]
    return replace(
        asked,
        items_md=tuple(pair.left for pair in items),
        options_md=options,
        right=tuple(options.index(pair.right) for pair in items),
        misconceptions=tuple(pair.misconception for pair in items),
    )


def shuffled(items: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The items as students first see them, and their indexes there in the right order.

    The same items are always shuffled the same way, and never into the right order.
    """
    seed = "\x00".join(items)
    shown = sorted(items, key=lambda item: sha256(f"{seed}\x00{item}".encode()).digest())
    if tuple(shown) == items:
        shown.append(shown.pop(0))
    return tuple(shown), tuple(shown.index(item) for item in items)


def race(written: RaceStep, challenge: ChallengeText, bonus: tuple[plan.Lap, ...] = ()) -> plan.Race:
    """The race for a challenge; the step may give it a title of its own."""
    return plan.Race(
        title=written.title or challenge.title,
        challenge=written.challenge,
        statement_md=challenge.statement,
        starter=challenge.starter,
        hints_md=challenge.hints,
        seconds=written.seconds,
        weight=written.weight,
        cooldown_seconds=written.cooldown_seconds,
        freeze_seconds=written.freeze_seconds,
        notes_md=written.notes.strip(),
        hint_share=written.hint_cost / 100,
        blocks=challenge.blocks,
        bonus=bonus,
    )


def lap(written: Bonus, challenge: ChallengeText) -> plan.Lap:
    """A bonus challenge."""
    return plan.Lap(
        challenge.title,
        written.challenge,
        challenge.statement,
        challenge.starter,
        challenge.hints,
        written.weight,
        challenge.blocks,
    )


def _with_choices(asked: plan.Question, choices: tuple[Choice, ...]) -> plan.Question:
    """Options in the author's order, each with why it tempts and what that shows."""
    return replace(
        asked,
        options_md=tuple(choice.text for choice in choices),
        right=tuple(i for i, choice in enumerate(choices) if choice.right),
        whys_md=tuple(choice.why for choice in choices),
        misconceptions=tuple(choice.misconception for choice in choices),
    )


def _first_line(prompt: str) -> str:
    line = _MARKUP.sub("", prompt.strip().split("\n")[0]).strip()
    return line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1].rstrip() + "…"
