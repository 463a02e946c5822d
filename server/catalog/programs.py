"""What a question's program claims, and what is wrong with the claim once every interleaving is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schema.questions import (
    MarkedQuestion,
    MultipleQuestion,
    NumericQuestion,
    Program,
    SingleQuestion,
    TextQuestion,
    TrueFalseQuestion,
)
from server.catalog.problems import Unreadable
from server.room.rounds.marking import folded

_PYTHON = re.compile(r"^```python[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(r"[*_`]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A program to be run in every interleaving; `question` says what its outcomes must agree with."""

    file: str
    place: str
    question: MarkedQuestion
    program: Program
    code: str


def claims(question: MarkedQuestion, file: str, place: str) -> Iterator[Claim]:
    """The programs of one question, each with its code."""
    for program in question.program:
        _check_option(question, program)
        yield Claim(file, place, question, program, program.code or _shown(question))


def _shown(question: MarkedQuestion) -> str:
    blocks = _PYTHON.findall(question.prompt)
    if len(blocks) != 1:
        raise Unreadable(
            f"has a program without code, and {len(blocks)} Python blocks in its prompt: add code = …"
        )
    return str(blocks[0])


def _check_option(question: MarkedQuestion, program: Program) -> None:
    if program.option is None:
        return
    if not isinstance(question, SingleQuestion | MultipleQuestion):
        raise Unreadable("has a program with option, and no options: take option out")
    if ord(program.option) - ord("A") >= len(question.options):
        raise Unreadable(
            f"has a program about option {program.option}, and only {len(question.options)} options"
        )
    if program.asks is None and program.always is None:
        raise Unreadable(
            f'has a program about option {program.option}: add asks = "deadlock", or another outcome'
        )


def disagreements(claim: Claim, found: frozenset[str]) -> Iterator[str]:
    """What the question says about its program and every interleaving together do not bear out."""
    possible = frozenset(claim.program.possible)
    if possible and (missing := found - possible):
        yield f"says nothing of {_listed(missing)}, which its program can end with: add it to possible"
    if possible and (surplus := possible - found):
        yield f"says that its program can end with {_listed(surplus)}, and no interleaving does: take it out"
    yield from _key(claim, found)


def _key(claim: Claim, found: frozenset[str]) -> Iterator[str]:
    question, program = claim.question, claim.program
    match question:
        case SingleQuestion() | MultipleQuestion() if program.option is not None:
            right = question.options[ord(program.option) - ord("A")].right
            if right != _is_so(program, found):
                marked = f"marks option {program.option} {_word(right)}"
                yield f"{marked}, and its program ends with {_listed(found)}"
        case MultipleQuestion():
            for choice in question.options:
                outcome, right = bare(choice.text), choice.right
                if right != (outcome in found):
                    yield f"marks {outcome} {_word(right)}, and its program ends with {_listed(found)}"
        case SingleQuestion():
            (key,) = (bare(choice.text) for choice in question.options if choice.right)
            if {key} != found:
                yield f"marks {key} right, and its program ends with {_listed(found)}"
        case NumericQuestion():
            yield from _number(question, program.asks, found)
        case TextQuestion():
            if not {folded(one) for one in found} <= {folded(one) for one in question.accepted}:
                yield f"accepts {question.accepted[0]}, and its program ends with {_listed(found)}"
        case TrueFalseQuestion() if question.answer != _is_so(program, found):
            yield f"has answer = {str(question.answer).lower()}, and its program ends with {_listed(found)}"


def _is_so(program: Program, found: frozenset[str]) -> bool:
    """Whether the program can end as it is asked, or always ends as it is said."""
    return found == {program.always} if program.always is not None else program.asks in found


def _number(question: NumericQuestion, asks: str | None, found: frozenset[str]) -> Iterator[str]:
    try:
        numbers = sorted(map(float, found))
    except ValueError:
        yield f"has a number as its answer, and its program ends with {_listed(found)}"
        return
    wanted = {"smallest": numbers[:1], "largest": numbers[-1:]}.get(asks or "", numbers)
    if len(wanted) != 1 or abs(wanted[0] - question.answer) > question.tolerance + 1e-9:
        yield f"has answer = {question.answer:g}, and its program ends with {_listed(found)}"


def bare(text: str) -> str:
    """An option as an outcome: without its Markdown."""
    return _MARKUP.sub("", text).strip()


def _word(right: bool) -> str:
    return "right" if right else "wrong"


def _listed(outcomes: frozenset[str]) -> str:
    shown = sorted(outcomes, key=lambda one: (len(one), one))
    return ", ".join(shown[:8]) + (" …" if len(shown) > 8 else "")
