"""Every way that a program can end, found in a confined process."""

import pytest

from server.judge.outcomes import NotExplored, Outcomes

LOCKS = """
from threading import Lock
x, y = Lock(), Lock()

def move(src, dst):
    with src:
        with dst:
            pass
"""
PRINTS = """
from threading import Thread

def say(word):
    print(word, end="")

a, b = Thread(target=say, args=("A",)), Thread(target=say, args=("B",))
a.start()
b.start()
a.join()
b.join()
print("end")
"""
ENDINGS = {
    "every final value": ("x = 0", ["exec_()"], "x", {"NameError"}),
    "lost updates": ("x = 0\ndef f():\n    global x\n    x += 1", ["f()", "f()"], "x", {"1", "2"}),
    "a deadlock": (LOCKS, ["move(x, y)", "move(y, x)"], "'done'", {"deadlock", "done"}),
    "no deadlock in one order": (LOCKS, ["move(x, y)", "move(x, y)"], "'done'", {"done"}),
    "what is printed": (PRINTS.replace(', end=""', ""), [], "", {"A | B | end", "B | A | end"}),
    "an exception": ("x = [1]", ["x.pop()", "x.pop()"], "x", {"IndexError"}),
}


@pytest.mark.parametrize(("code", "threads", "outcome", "ends"), ENDINGS.values(), ids=ENDINGS)
async def test_a_program_ends_in_exactly_these_ways(
    code: str, threads: list[str], outcome: str, ends: set[str]
):
    async with Outcomes() as judge:
        assert (await judge.of(code, threads, outcome)).outcomes == ends


async def test_a_program_that_asks_for_too_much_is_not_run():
    async with Outcomes() as judge:
        with pytest.raises(NotExplored, match=r"cannot be run: .*os.* \(line 1\)"):
            await judge.of("import os", [], "os.getpid()")
