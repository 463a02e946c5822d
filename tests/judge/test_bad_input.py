"""Whatever is handed in gets the right verdict, with a line and a sentence that a student can act on."""

import pytest

from tests.judge.judging import judge

INCREMENT = "    def increment(self):\n        self.value += 1\n"
COUNTER = "class Counter:\n    def __init__(self):\n        self.value = 0\n"

CASES = {
    "nothing": ("", "rejected", 1, "empty"),
    "no class": ("x = 1\n", "rejected", 1, "no class called `Counter`"),
    "no method": (COUNTER, "exception", None, "increment"),
    "wrong signature": (
        COUNTER + "    def increment(self, by):\n        pass\n",
        "exception",
        None,
        "TypeError",
    ),
    "constructor wants more": (
        COUNTER.replace("self)", "self, n)") + INCREMENT,
        "exception",
        None,
        "TypeError",
    ),
    "raises at import": ("1 / 0\n" + COUNTER + INCREMENT, "exception", 1, "ZeroDivisionError"),
    "recursion": (
        COUNTER + "    def increment(self):\n        self.increment()\n",
        "exception",
        5,
        "RecursionError",
    ),
    "endless loop": (
        COUNTER + "    def increment(self):\n        while True: pass\n",
        "time_limit",
        None,
        "end",
    ),
    "endless iterator": (
        COUNTER + "    def increment(self):\n        for _ in iter(int, 1): pass\n",
        "time_limit",
        None,
        "end",
    ),
    "endless loop that catches everything": (
        COUNTER + "    def increment(self):\n        while True:\n            try: self.value += 1\n"
        "            except BaseException: pass\n",
        "time_limit",
        None,
        "end",
    ),
    "a thousand threads": (
        "import threading\n" + COUNTER + "    def increment(self):\n        for _ in range(1000):\n"
        "            threading.Thread(target=print).start()\n        self.value += 1\n",
        "exception",
        7,
        "can't start new thread",
    ),
    "exits": (COUNTER + "    def increment(self):\n        raise SystemExit\n", "exception", 5, "SystemExit"),
    "exception with a hostile text": (
        "class E(Exception):\n    def __str__(self): return '\\x1b[2J' * 10**6\n    __repr__ = __str__\n"
        + COUNTER
        + "    def increment(self):\n        raise E('<b>')\n",
        "exception",
        8,
        "E",
    ),
    "equals everything": (
        "class Any(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__\n"
        + COUNTER.replace("= 0", "= Any(0)")
        + "    def increment(self): pass\n",
        "rejected",
        1,
        "plain one",
    ),
    "redefined builtins": (
        "int = str = len = print = None\n" + COUNTER + INCREMENT,
        "lost_update",
        6,
        "overwrote",
    ),
    "prints a megabyte": (
        COUNTER + "    def increment(self):\n        print('x' * 10**6)\n        self.value += 1\n",
        "lost_update",
        6,
        "overwrote",
    ),
    "own names like the judge's": ("_tr_call = 1\n" + COUNTER + INCREMENT, "rejected", 1, "judge's"),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_its_verdict_its_line_and_a_sentence(name: str):
    source, verdict, line, words = CASES[name]

    report = judge("counter", source)

    assert (report.verdict, report.accepted) == (verdict, False), report.message
    assert words in report.message
    assert report.message.isprintable()
    assert line is None or report.line == line
