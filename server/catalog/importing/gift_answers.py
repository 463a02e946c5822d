"""What stands between the braces of a GIFT question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from server.catalog.importing.gift_text import GiftText
from server.catalog.importing.items import Option, choice_table

_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*?))?(?:#(.*))?\s*", re.IGNORECASE | re.DOTALL)
_PART = re.compile(r"([=~])\s*(?:%(-?\d+(?:\.\d+)?)%)?((?:[^=~])*)", re.DOTALL)
FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Answers:
    """The part of a question's table that the braces give."""

    table: Mapping[str, object]
    explanation: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    right: bool  # marked with =
    weight: Decimal | None
    text: str
    feedback: str

    @property
    def full(self) -> bool:
        return self.weight == FULL if self.weight is not None else self.right


def read(hidden: str, reader: GiftText) -> Answers | str:
    """The answers, or why there are none that a quiz can mark."""
    body, _, general = hidden.partition("####")
    explanation = reader.markdown(general)
    if not body.strip():
        return "it is an essay, which nobody can mark in a quiz"
    if claim := _TRUE_FALSE.fullmatch(body):
        return _true_false(claim, explanation, reader)
    if body.lstrip().startswith("#"):
        return _numeric(body.lstrip()[1:], explanation, reader)
    parts = [_part(*match.groups()) for match in _PART.finditer(body)]
    if not parts or _PART.sub("", body).strip():
        return "its answers begin neither with = nor with ~"
    if all(part.right and "->" in part.text for part in parts):
        return _matching(parts, explanation, reader)
    if all(part.right for part in parts):
        return _text(parts, explanation, reader)
    return _choice(parts, explanation, reader)


def _part(sign: str, weight: str | None, rest: str) -> _Part:
    text, _, feedback = rest.partition("#")
    return _Part(sign == "=", Decimal(weight) if weight is not None else None, text, feedback)


def _true_false(claim: re.Match[str], explanation: str, reader: GiftText) -> Answers:
    """The feedback to a wrong answer comes first, then that to a right one."""
    said = (reader.markdown(part) for part in (claim[2], claim[3]) if part)
    answer = claim[1].upper().startswith("T")
    return Answers({"form": "truefalse", "answer": answer}, "\n\n".join(filter(None, [*said, explanation])))


def _choice(parts: list[_Part], explanation: str, reader: GiftText) -> Answers:
    """With one `=` it is a single choice; with weights alone, every option that earns anything is right."""
    marked = [part for part in parts if part.full]
    earns = marked or [part for part in parts if part.weight is not None and part.weight > 0]
    options = [
        Option(reader.markdown(part.text), part in earns, _flat(reader.markdown(part.feedback)))
        for part in parts
    ]
    some = [part for part in parts if part not in earns and part.weight is not None and part.weight > 0]
    remarks = tuple(
        f'"{reader.line(part.text)}" earned {part.weight} % there, and nothing here' for part in some
    )
    table = choice_table("", options)
    return Answers({key: table[key] for key in ("form", "options")}, explanation, remarks)


def _text(parts: list[_Part], explanation: str, reader: GiftText) -> Answers | str:
    accepted, remarks = list[str](), list[str]()
    for part in parts:
        answer = reader.line(part.text)
        if "*" in answer:
            remarks.append(f'"{answer}" is a pattern, and only whole answers can be compared here')
        elif part.weight is not None and part.weight < FULL:
            remarks.append(f'"{answer}" earned {part.weight} % there, and nothing here')
        elif answer:
            accepted.append(answer)
    if not accepted:
        return "it accepts patterns with * alone, and only whole answers can be compared here"
    told = _with_feedback(parts, explanation, reader)
    return Answers({"form": "text", "accepted": list(dict.fromkeys(accepted))}, told, tuple(remarks))


def _matching(parts: list[_Part], explanation: str, reader: GiftText) -> Answers | str:
    pairs = [part.text.partition("->") for part in parts]
    lines = [
        f"- {reader.line(left)} -> {reader.line(right)}".replace("-  ->", "- ->") for left, _, right in pairs
    ]
    if any(len(re.findall(r"->|=>|→", line)) != 1 for line in lines):
        return "it has an arrow within one of its pairs"
    return Answers({"form": "matching", "pairs": "\n".join(lines) + "\n"}, explanation)


def _numeric(body: str, explanation: str, reader: GiftText) -> Answers | str:
    texts = [_part(*match.groups()) for match in _PART.finditer(body)]
    if not texts:
        answer, _, feedback = body.partition("#")
        texts = [_Part(True, None, answer, feedback)]
    full = [(part, value) for part in texts if part.full and (value := _number(part.text, reader))]
    if not full:
        return "it has no number that can be read, such as 3, 3:0.5 or 1..5"
    (number, tolerance) = full[0][1]
    others = [reader.line(part.text) for part in texts if part is not full[0][0] and part.text.strip()]
    remarks = tuple(f"{other} counted there, too, and does not here" for other in others)
    table: dict[str, object] = {"form": "numeric", "answer": float(number)}
    if tolerance:
        table["tolerance"] = float(tolerance)
    return Answers(table, _with_feedback([full[0][0]], explanation, reader), remarks)


def _number(hidden: str, reader: GiftText) -> tuple[Decimal, Decimal] | None:
    """A number and how far off it may be, of `3`, `3:0.5` or `1..5`."""
    text = reader.line(hidden).replace(" ", "")
    try:
        if ".." in text:
            low, high = (Decimal(part) for part in text.split(".."))
            found = (low + high) / 2, abs(high - low) / 2
        else:
            middle, _, around = text.partition(":")
            found = Decimal(middle), Decimal(around or "0")
    except (InvalidOperation, ValueError):
        return None
    return found if all(part.is_finite() for part in found) else None


def _with_feedback(parts: list[_Part], explanation: str, reader: GiftText) -> str:
    said = [reader.markdown(part.feedback) for part in parts if part.feedback.strip()]
    return "\n\n".join(filter(None, [*dict.fromkeys(said), explanation]))


def _flat(markdown: str) -> str:
    return " ".join(markdown.split())
