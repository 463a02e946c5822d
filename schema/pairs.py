"""How an author writes what belongs together: a list of pairs.

    - PostgreSQL -> a process for each connection {one-size}    (what an error here shows; optional)
    - Node.js -> one thread for your code
    - -> a thread for each request                              (fits nothing; optional)

Students see the right-hand sides shuffled.  Two items may have the same right-hand side.
"""

import re
from dataclasses import dataclass

from schema.choices import CHOICE_LENGTH_MAX, CHOICES_MAX, without_misconception

_LINE = re.compile(r"[-*](?: +(?P<left>.*?))? +(?:->|=>|→) +(?P<right>\S.*)\Z")


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and what belongs to it; without an item, something that belongs to none."""

    left: str
    right: str
    misconception: str = ""


def pairs(written: object) -> tuple[Pair, ...]:
    """The pairs of a list, one per line."""
    if not isinstance(written, str):
        raise ValueError("must be text, one pair per line, between ''' and '''")
    lines = [line.strip() for line in written.splitlines()]
    found = tuple(_pair(line, number) for number, line in enumerate(lines, start=1) if line)
    _check(found)
    return found


def _pair(line: str, number: int) -> Pair:
    text, misconception = without_misconception(line)
    match = _LINE.match(text)
    if match is None:
        raise ValueError(f"line {number} ({line[:40]}) is no pair: write it as - item -> what belongs to it")
    return Pair(match["left"] or "", match["right"].strip(), misconception)


def _check(found: tuple[Pair, ...]) -> None:
    lefts = [pair.left for pair in found if pair.left]
    rights = {pair.right for pair in found}
    if not 2 <= len(lefts) <= CHOICES_MAX or not 2 <= len(rights) <= CHOICES_MAX:
        raise ValueError(
            f"has {len(lefts)} items and {len(rights)} things to match, and needs 2 to {CHOICES_MAX} of each"
        )
    if twice := next((left for left in lefts if lefts.count(left) > 1), None):
        raise ValueError(f"has the item {twice} twice: keep one")
    used = {pair.right for pair in found if pair.left}
    if spare := next((pair for pair in found if not pair.left and pair.right in used), None):
        raise ValueError(f"says that {spare.right} fits nothing, and that it fits something: keep one line")
    if any(not pair.left and pair.misconception for pair in found):
        raise ValueError("names a misconception where there is no item: move it to an item's line")
    if long := next((pair for pair in found if len(pair.left + pair.right) > CHOICE_LENGTH_MAX), None):
        raise ValueError(f"has a pair of more than {CHOICE_LENGTH_MAX} characters: shorten {long.left[:20]}…")
