"""Moodle's GIFT, question by question (https://docs.moodle.org/en/GIFT_format)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from server.catalog.importing import gift_answers
from server.catalog.importing.gift_text import GiftText, hide, shown
from server.catalog.importing.items import Found, Haul, Skipped

_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
ENTRY_LENGTH_MAX = 30_000
GAP = "\\_\\_\\_\\_\\_"


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands between two blank lines."""

    line: int  # where it begins
    text: str  # escapes hidden, comments gone


def read_gift(text: str) -> Haul:
    """Every question of the file; what cannot be one here is named with its line."""
    haul, category = Haul(), ""
    for entry in _entries(text):
        found = _CATEGORY.match(entry.text)
        if found:
            category = shown(found[1]).rpartition("/")[2].strip()
            entry = Entry(entry.line + 1, entry.text[found.end() :])
        if entry.text.strip():
            haul.add(_item(entry, category))
    return haul


def _entries(text: str) -> Iterator[Entry]:
    lines: list[str] = []
    begun = 1
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.lstrip().startswith("//"):
            continue
        if line.strip():
            begun = begun if lines else number
            lines.append(line)
        elif lines:
            yield Entry(begun, hide("\n".join(lines)))
            lines = []


def _item(entry: Entry, category: str) -> Found | Skipped:
    place, rest, title = f"line {entry.line}", entry.text, ""
    if len(rest) > ENTRY_LENGTH_MAX:
        return Skipped(place, "", f"its {len(rest)} characters without an empty line are no question")
    if named := _TITLE.match(rest):
        title, rest = shown(named[1]).strip(), rest[named.end() :]
    reader = GiftText()
    if marked := _FORMAT.match(rest):
        reader, rest = GiftText(marked[1].lower()), rest[marked.end() :]
    before, answer, after, closed = _parts(rest)
    name = title or reader.line(before)[:50]
    if not closed:
        return Skipped(place, name, "it is a description without an answer: make a slide of it")
    if reader.has_picture(rest):
        return Skipped(
            place, name, "it shows a picture, which is not in the file: write it anew with the picture"
        )
    prompt = _prompt(reader, before, after)
    if not prompt:
        return Skipped(place, name, "it has no text")
    return _question(gift_answers.read(answer, reader), prompt, title, place, category)


def _parts(text: str) -> tuple[str, str, str, bool]:
    """What stands before, between and after the braces; False if there are none."""
    begin, end = text.find("{"), text.rfind("}")
    if not 0 <= begin < end:
        return text, "", "", False
    return text[:begin], text[begin + 1 : end], text[end + 1 :], True


def _prompt(reader: GiftText, before: str, after: str) -> str:
    """With a gap where a word is missing."""
    if not after.strip():
        return reader.markdown(before)
    return f"{reader.markdown(before)} {GAP} {reader.markdown(after)}".strip()


def _question(
    answers: gift_answers.Answers | str, prompt: str, title: str, place: str, category: str
) -> Found | Skipped:
    if isinstance(answers, str):
        return Skipped(place, title or prompt[:50], answers)
    heading = {"title": title[:120]} if title else {}
    why = {"explanation": answers.explanation} if answers.explanation else {}
    table = {"form": answers.table["form"], **heading, "prompt": prompt, **answers.table, **why}
    return Found(place, category, table, answers.remarks)
