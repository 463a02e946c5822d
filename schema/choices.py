"""How an author writes the options of a question: as a list, with the right ones ticked in place.

    - [x] Anything from 2 to 200
    - [ ] 200, every time {atomic-plus}      (the misconception that this answer stands for; optional)
      > Tempting, because …            (shown with the answer; optional)

Lines that belong to an option are indented by two spaces, so an option may hold a block of code.
An ordering question lists its items in the right order, as `1.`, `2.`, … or with `-`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

CHOICES_MAX = 8
CHOICE_LENGTH_MAX = 600
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

_BOX = re.compile(r"[-*] \[([ xX])\](?: +(.*))?\Z")
_ITEM = re.compile(r"(?:[-*]|\d+[.)])(?: +(.*))?\Z")
_MISCONCEPTION = re.compile(rf"(?:^|\s)\{{({SLUG})\}}\s*\Z")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: its Markdown, whether it is right, why a student might take it, and what that shows."""

    text: str
    right: bool = False
    why: str = ""
    misconception: str = ""  # of whoever takes a wrong option, or leaves out a right one


def single_choices(written: object) -> tuple[Choice, ...]:
    """Options of which exactly one is ticked."""
    choices = _choices(written, mark="box")
    ticked = sum(choice.right for choice in choices)
    if ticked != 1:
        fix = "tick one with [x]" if ticked == 0 else 'leave one, or write form = "multiple"'
        raise ValueError(f"has {ticked} options marked right, and a single choice has one: {fix}")
    if any(choice.right and choice.misconception for choice in choices):
        raise ValueError("names a misconception with the right option: move it to a wrong one")
    return choices


def multiple_choices(written: object) -> tuple[Choice, ...]:
    """Options of which one or more are ticked."""
    choices = _choices(written, mark="box")
    if not any(choice.right for choice in choices):
        raise ValueError("has no option marked right: tick those that are with [x]")
    return choices


def poll_choices(written: object) -> tuple[Choice, ...]:
    """Options of which none is right."""
    choices = _choices(written, mark="any")
    if any(choice.right for choice in choices):
        raise ValueError('marks an option right, but a poll has no right answer: write form = "single"')
    return _plain(choices)


def ordered_choices(written: object) -> tuple[Choice, ...]:
    """Items in their right order."""
    return _plain(_choices(written, mark="item"))


def _plain(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Items of which none is wrong by itself."""
    if named := next((choice.misconception for choice in choices if choice.misconception), None):
        raise ValueError(f"names the misconception {named} with an item that is not wrong: take it out")
    return choices


def _choices(written: object, mark: Literal["box", "item", "any"]) -> tuple[Choice, ...]:
    if not isinstance(written, str):
        raise ValueError("must be text, one option per line, between ''' and '''")
    choices = tuple(_choice(lines, right) for right, lines in _split(written, mark))
    if not 2 <= len(choices) <= CHOICES_MAX:
        raise ValueError(f"has {_counted(len(choices))}, and needs 2 to {CHOICES_MAX}")
    texts = [choice.text for choice in choices]
    for number, text in enumerate(texts, start=1):
        if not text:
            raise ValueError(f"has no text for option {number}: write it behind its mark")
        if len(text) > CHOICE_LENGTH_MAX:
            raise ValueError(
                f"option {number} has {len(text)} characters, and at most {CHOICE_LENGTH_MAX} fit"
            )
        if texts.index(text) != number - 1:
            raise ValueError(f"options {texts.index(text) + 1} and {number} are the same: change one")
    return choices


def _counted(number: int) -> str:
    return "1 option" if number == 1 else f"{number} options"


def _split(written: str, mark: Literal["box", "item", "any"]) -> Iterator[tuple[bool, list[str]]]:
    """Each option's tick and lines, its mark and indentation taken off."""
    right, lines = False, list[str]()
    for number, line in enumerate(written.strip("\n").splitlines(), start=1):
        if not line.strip() or line.startswith(("  ", "\t")):
            if not lines and line.strip():
                raise ValueError(f"line {number} is indented but stands before the first option")
            if lines:
                lines.append(line.removeprefix("\t").removeprefix("  "))
            continue
        if lines:
            yield right, lines
        right, first = _begin(line.rstrip(), number, mark)
        lines = [first]
    if lines:
        yield right, lines


def _begin(line: str, number: int, mark: Literal["box", "item", "any"]) -> tuple[bool, str]:
    if mark != "item" and (box := _BOX.match(line)):
        return box[1] != " ", box[2] or ""
    if mark != "box" and (item := _ITEM.match(line)):
        return False, item[1] or ""
    begins = "a number such as 1." if mark == "item" else "- [ ] or - [x]"
    raise ValueError(
        f"line {number} ({_short(line)}) does not begin with {begins}: "
        "add it, or indent the line by two spaces if it goes on from the one above"
    )


def _choice(lines: list[str], right: bool) -> Choice:
    """Outside a fence, lines that begin with `>` are its why, and `{id}` at an end is its misconception."""
    text, why, named, fenced = list[str](), list[str](), list[str](), False
    for line in lines:
        fenced ^= line.startswith(("```", "~~~"))
        if fenced or line.startswith(("```", "~~~")):
            text.append(line)
        elif line.startswith(">"):
            why.append(line[1:].strip())
        else:
            line, misconception = without_misconception(line)
            text.append(line)
            named += [misconception] if misconception else []
    if len(named) > 1:
        raise ValueError(f"has an option with two misconceptions, {named[0]} and {named[1]}: keep one")
    return Choice("\n".join(text).strip(), right, " ".join(why), "".join(named))


def without_misconception(line: str) -> tuple[str, str]:
    """A line and the id in braces that ended it; empty where there is none."""
    if found := _MISCONCEPTION.search(line):
        return line[: found.start()].rstrip(), found[1]
    return line, ""


def _short(line: str) -> str:
    return line if len(line) <= 40 else line[:37] + "…"
