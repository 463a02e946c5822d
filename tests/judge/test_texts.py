"""Texts that are no honest program: refused in words, and never compiled in the server."""

import pytest

from schema.report import Report
from server.judge.challenge import load_challenges
from server.judge.worker import Worker
from tests.judge.machines import CASES, TRIED, Way, machine

GOOD = (CASES / "submissions" / "good.py").read_text()
BOMB = (
    "".join(f"{'  ' * d}try:\n{'  ' * d} pass\n{'  ' * d}finally:\n" for d in range(20)) + "  " * 20 + "pass"
)


def nested(begin: str, end: str, times: int, inside: str = "1") -> str:
    return "x = " + begin * times + inside + end * times


REFUSED = {
    "parentheses": nested("(", ")", 5000),
    "brackets": nested("[", "]", 5000),
    "braces": nested("{0:", "}", 3000),
    "calls": nested("f(", ")", 4000),
    "items": "x = a" + "[0]" * 4000,
    "attributes": "x = a" + ".b" * 5000,
    "minus signs": nested("-", "", 15_000),
    "nots": nested("not ", "", 3500),
    "tildes": nested("~", "", 15_000),
    "lambdas": nested("lambda: ", "", 1800),
    "conditions": nested("1 if 1 else ", "", 1200),
    "awaits": nested("await ", "", 2000),
    "stars": "f(" + "*" * 10_000 + "a)",
    "powers": "x = " + "2**" * 4000 + "2",
    "sums": "x = " + "1+" * 7000 + "1",
    "comparisons": "x = " + "1<" * 7000 + "1",
    "walrus": nested("(y := ", ")", 2000),
    "f-strings": nested("f'{", "}'", 1000),
    "strings side by side": "x = " + "'a' " * 4000,
    "else-ifs": "if 0: pass\n" + "elif 0: pass\n" * 1200,
    "functions in functions": "".join(f"{' ' * d}def f():\n" for d in range(90)) + " " * 90 + "pass",
    "classes in classes": "".join(f"{' ' * d}class C:\n" for d in range(90)) + " " * 90 + "pass",
    "loops in loops": "".join(f"{' ' * d}for i in x:\n" for d in range(90)) + " " * 90 + "pass",
    "with in with": "".join(f"{' ' * d}with x:\n" for d in range(90)) + " " * 90 + "pass",
    "comprehensions": nested("[0 for i in ", "]", 1000),
    "a compile bomb": BOMB,
    "a bomb of with": "".join(f"{' ' * d}with a:\n" for d in range(20)) + " " * 20 + "pass",
    "a long number": "x = " + "9" * 15_000,
    "a long number in hexadecimal": "x = 0x" + "f" * 15_000,
    "a power of a number": "x = " + "9" * 301,
    "a pattern in a pattern": "match x:\n  case " + "[" * 2000 + "]" * 2000 + ": pass",
    "many patterns": "match x:\n" + "  case 0: pass\n" * 1100,
    "many lines": "\n" * 16_000,
    "many statements": "x=1;" * 4000,
    "a big literal": "x = [" + "1," * 8000 + "]",
    "more than there may be": "#" * 16_385,
    "a NUL": "x = 1\0",
    "half a character": "x = '" + chr(0xD800) + "'",
    "a name of half a character": chr(0xDFFF) + " = 1",
    "a mark in the middle": "x\ufeff = 1",
    "a space that is none": "x =\u00a01",
    "a quote that is none": "x = \u201chello\u201d",
    "a dash that is none": "x = 2 \u2212 1",
    "a tab among spaces": "if 1:\n\tx = 1\n        y = 2",
    "an open quote": "x = '''",
    "an open bracket": "x = (",
    "another encoding": "# -*- coding: no-such-thing -*-\nx = 1\nimport os",
    "backslashes": "\\\n" * 5000,
    "nothing": "",
    "spaces": " " * 1000,
    "a comment": "# class Bank: ...",
    "only a text": "'''class Bank: ...'''",
    "another language": "public class Bank { int balance; }",
    "a diff": "--- a/bank.py\n+++ b/bank.py\n@@ -1 +1 @@\n-x\n+y",
    "a picture": "\x89PNG\r\n\x1a\n",
    "a name that looks like open": "\uff4fpen('/etc/passwd')",
    "a name that looks like eval": "x = \U0001d41e\U0001d42f\U0001d41a\U0001d425('1')",
    "a module that looks like os": "import \uff4f\uff53",
    "a dunder of wide letters": "x = ().__\uff43\uff4c\uff41\uff53\uff53__.__\uff42\uff41\uff53\uff45__",
    "a hook of wide letters": "\uff3ftr_call = 1",
}
HARMLESS = {
    "bidirectional marks in a comment": GOOD + "\n# \u202e } \u2066if True:\u2069\n",
    "bidirectional marks in a text": GOOD + "\nname = '\u202eabc\u2066'\n",
    "invisible letters": GOOD + "\n# zero\u200bwidth\u200djoiner\n",
    "other scripts": GOOD + "\nсчёт = konto = 口座 = 1\n",
    "a form feed": GOOD + "\n\x0c\n",
    "lines as on Windows": GOOD.replace("\n", "\r\n"),
    "a declared encoding": "# -*- coding: latin-1 -*-\n" + GOOD,
    "a shebang": "#!/usr/bin/env python3\n" + GOOD,
    "surrogates by escapes": GOOD + "\nx = '\\ud800'\n",
    "a long comment": GOOD + "\n#" + "x" * 10_000,
    "no last newline": GOOD.rstrip(),
}


async def judged(way: Way, texts: dict[str, str]) -> dict[str, Report]:
    worker = Worker(load_challenges(), machine(way))
    await worker.start()
    try:
        return {name: await worker.judge("bank", text) for name, text in texts.items()}
    finally:
        await worker.stop()


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_what_is_no_honest_program_is_refused_in_words(way: Way) -> None:
    reports = await judged(way, REFUSED)

    assert {name: (r.verdict, r.message) for name, r in reports.items() if r.verdict != "rejected"} == {}
    assert all(report.message and report.message.isprintable() for report in reports.values())


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_what_only_looks_odd_is_judged_like_anything_else(way: Way) -> None:
    reports = await judged(way, HARMLESS)

    assert {name: (r.verdict, r.message) for name, r in reports.items() if r.verdict != "accepted"} == {}
