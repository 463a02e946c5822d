"""Every case of the threat list that concerns the room has its test, which names it.

W: WebSockets and the protocol.  A: who may do what.  X: pages.  F: faults.  B: bugs of other live quizzes.
"""

import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LAST = {"W": 23, "A": 14, "X": 12, "F": 21, "B": 14}
CASES = [f"{kind}{number:02}" for kind, last in LAST.items() for number in range(1, last + 1)]


@cache
def named() -> dict[str, set[str]]:
    """Which files name which cases."""
    found: dict[str, set[str]] = {}
    for path in [*TESTS.rglob("test_*.py"), *TESTS.rglob("*.test.ts")]:
        if path.name != Path(__file__).name:
            for case in _cases(path.read_text("utf-8")):
                found.setdefault(case, set()).add(str(path.relative_to(TESTS)))
    return found


def _cases(text: str) -> set[str]:
    """`W04 to W10` names all seven."""
    cases = set(re.findall(r"\b[WAXFB]\d\d\b", text))
    for kind, first, last in re.findall(r"\b([WAXFB])(\d\d) to \1(\d\d)\b", text):
        cases |= {f"{kind}{number:02}" for number in range(int(first), int(last) + 1)}
    return cases


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_its_test(case: str):
    assert named().get(case), f"no test names {case}"
