"""From what an author wrote to what a room plays, one step at a time."""

import re
from dataclasses import replace
from hashlib import sha256

from schema.choices import Choice
from schema.lesson import (
    Bonus,
    MarkedQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderingQuestion,
    PollQuestion,
    Question,
    RaceStep,
    SingleQuestion,
    TextQuestion,
    TrueFalseQuestion,
)
from server.catalog.challenges import ChallengeText
from server.room import plan

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
            return replace(asked, options_md=options, right=(0 if written.answer else 1,))
        case NumericQuestion():
            number, tolerance = float(written.answer), float(written.tolerance)
            return replace(asked, number=number, tolerance=tolerance, unit=written.unit)
        case TextQuestion():
            return replace(asked, accepted=tuple(written.accepted))
        case OrderingQuestion():
            shown, right = shuffled(tuple(choice.text for choice in written.order))
            return replace(asked, options_md=shown, right=right)


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
    """Options in the author's order; why each tempts is told with the explanation, option by option."""
    reasons = [f"- **{chr(ord('A') + i)}**: {choice.why}" for i, choice in enumerate(choices) if choice.why]
    return replace(
        asked,
        options_md=tuple(choice.text for choice in choices),
        right=tuple(i for i, choice in enumerate(choices) if choice.right),
        explanation_md="\n\n".join(filter(None, [asked.explanation_md, "\n".join(reasons)])),
    )


def _first_line(prompt: str) -> str:
    line = _MARKUP.sub("", prompt.strip().split("\n")[0]).strip()
    return line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1].rstrip() + "…"
