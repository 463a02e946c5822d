"""What is refused before it runs, and the words and line that the student gets."""

import ast

import pytest

from server.judge.inside.gate import Refused, check

GOOD = "class Bank:\n    pass\n"
REFUSED = {
    "": (1, "empty"),
    "# only a comment\n": (1, "empty"),
    "class Bank\n    pass\n": (1, "Python cannot read this line"),
    "x = (\n": (1, "Python cannot read this line"),
    GOOD + "import os\n": (3, "`os` cannot be imported here"),
    GOOD + "from subprocess import run\n": (3, "`subprocess` cannot be imported"),
    GOOD + "from . import x\n": (3, "no package here"),
    GOOD + "x = open('/etc/passwd')\n": (3, "`open` is not available"),
    GOOD + "\neval('1')\n": (4, "`eval` is not available"),
    GOOD + "x = ().__class__.__base__.__subclasses__()\n": (3, "out of bounds"),
    GOOD + "x = (i for i in ()).gi_frame\n": (3, "out of bounds"),
    GOOD + "_tr_call = 1\n": (3, "are the judge's"),
    "async def f(): pass\n": (1, "`async`"),
    GOOD + "x = " + "9" * 400 + "\n": (3, "too many digits"),
    "x = '" + "a" * 20_000 + "'\n": (None, "bytes"),
    "a = 1\nb = '\ud800'\n": (2, "broken character"),
    "a = 1\nb = '\0'\n": (2, "null character"),
    "x = " + "(" * 1000 + ")" * 1000: (1, "too many nested"),
    "x=" + "-" * 5000 + "1": (None, ""),
}


@pytest.mark.parametrize("source", REFUSED, ids=[repr(s[-30:]) for s in REFUSED])
def test_what_the_rules_forbid_is_refused_with_its_line(source: str):
    refused = check(source)

    line, words = REFUSED[source]
    assert isinstance(refused, Refused)
    assert words in refused.reason
    assert line is None or refused.line == line


def test_a_program_that_takes_minutes_to_compile_is_refused_at_once():
    levels = 20
    bomb = "".join(
        "  " * i + "try:\n" + "  " * i + " pass\n" + "  " * i + "finally:\n" for i in range(levels)
    )

    refused = check(bomb + "  " * levels + "pass\n")

    assert isinstance(refused, Refused)
    assert "nested" in refused.reason


@pytest.mark.parametrize(
    "line",
    [
        "import threading, queue, time, random, heapq, math, operator, typing, abc, enum",
        "from concurrent.futures import ThreadPoolExecutor",
        "import concurrent.futures as cf",
        "from collections import deque, defaultdict",
        "from contextlib import contextmanager, ExitStack",
        "from functools import wraps",
        "from __future__ import annotations",
        "class A:\n    __slots__ = ('a',)\n    def __enter__(self): return self",
        "print('hello')",
    ],
)
def test_what_students_need_is_let_through(line: str):
    assert isinstance(check(line + "\nx = 1\n"), ast.Module)
