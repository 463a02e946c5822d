"""A line or two that want more than there is: each is stopped, named, and leaves the next one alone."""

import asyncio
from dataclasses import replace

import pytest

from server.judge.endings import ending
from server.judge.sandbox.limits import LIMITS, MIB
from tests.judge.machines import TRIED, Way, forking

ROOMY = replace(LIMITS, idle_seconds=0.5, memory_bytes=256 * MIB)
TIGHT = replace(ROOMY, cpu_seconds=1)  # for who wants time; memory may take longer to fill
AT_ONCE = 2

MEMORY = {
    "a long text": "'a' * 10**10",
    "a long list": "[0] * 10**10",
    "a wide number": "'%10000000000d' % 1",
    "a wide field": "'{:>10000000000}'.format(1)",
    "many bytes": "bytearray(10**11)",
    "a huge number": "1 << 10**11",
    "a set without end": "set(range(10**9))",
    "a sorted range": "sorted(range(10**9))",
    "a joined text": "''.join(['a' * 10**7] * 100)",
    "an endless list": "import itertools; list(itertools.repeat('a'))",
    "doubling": "x = [1]\nwhile True: x += x",
    "keys without end": "x, n = {}, 0\nwhile True: x[n] = n = n + 1",
    "a longer and longer text": "x = 'a'\nwhile True: x += x",
    "memory of C": "import ctypes\nhold = []\nwhile True: hold.append(ctypes.create_string_buffer(1 << 24))",
    "memory that is mapped": "import mmap\nhold = []\ntry:\n  while 1: hold.append(mmap.mmap(-1, 1 << 24))\n"
    "except OSError: raise MemoryError",
    "a generator of texts": "x = [str(n) * 100 for n in range(10**8)]",
    "threads that hoard": "import threading\nh, all_here = [], threading.Barrier(4)\n"
    "def work():\n  all_here.wait()\n  while 1: h.append(bytearray(9**6))\n"
    "ts = [threading.Thread(target=work) for _ in range(4)]\n"
    "for t in ts: t.start()\nfor t in ts: t.join()\nraise MemoryError",
}
EXCEPTION = {
    "a number as text": "str(10**5000)",
    "a text as number": "int('9' * 5000)",
    "a deep list's text": "x = []\nfor _ in range(10**5): x = [x]\nrepr(x)",
    "text of its own text": "class X:\n  def __repr__(self): return repr(self)\nrepr(X())",
    "equal to itself": "class X:\n  def __eq__(self, o): return self == o\nX() == 1",
    "a property of itself": "class X:\n  x = property(lambda self: self.x)\nX().x",
    "a long line": "print('a' * 10**7)",
    "a long complaint": "raise ValueError('a' * 10**7)",
    "complaints without end": "import sys\nwhile True: sys.stderr.write('a' * 1000)",
    "descriptors": "import os\nwhile True: os.pipe()",
    "a deep expression": "eval('(' * 150 + ')' * 150)",
    "an early end": "import os; os.abort()",
}
TIME = {
    "a power": "3 ** 10**9",
    "a product": "import math; math.factorial(10**7)",
    "a sum": "sum(range(10**12))",
    "a hostile key": "sorted([1] * 10, key=lambda _: sum(range(10**12)))",
    "colliding keys": "class K:\n  def __hash__(self): return 1\n  def __eq__(self, o): return False\n"
    "x = {K(): 1 for _ in range(10**6)}",
    "a search": "[('a' * 10**5 + 'b') in 'a' * 10**6 for _ in range(10**6)]",
    "a pattern": "import re; re.match('(a+)+$', 'a' * 40 + 'b')",
    "an iterator": "import collections, itertools; collections.deque(itertools.count(), 1)",
    "it catches everything": "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
    "it ends in a loop": "try: raise ValueError\nfinally:\n  while True: pass",
    "waiting for itself": "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
    "waiting for nobody": "import threading; threading.Event().wait()",
    "waiting for a thread": "import threading, time; threading.Thread(target=time.sleep, args=(9,)).run()",
    "waiting for input": "import os; os.read(3, 1); os.read(3, 1)",
    "a sleep too long to say": "import time\nwhile True: time.sleep(10**6)",
}
QUICK_TIME = {"a sum", "a pattern", "it catches everything", "waiting for itself"}
WANTED = {
    **{(name, "memory_limit"): source for name, source in MEMORY.items()},
    **{(name, "exception"): source for name, source in EXCEPTION.items()},
    **{(name, "time_limit"): source for name, source in TIME.items()},
}


async def ends(wanted: dict[tuple[str, str], str], way: Way) -> dict[tuple[str, str], str | None]:
    free, found = asyncio.Semaphore(AT_ONCE), {}

    async def run(case: tuple[str, str], source: str) -> None:
        limits = TIGHT if case[1] == "time_limit" else ROOMY
        async with free:
            outcome = await zygote.run("run", {"source": source}, limits=limits)
            end = ending(outcome, limits)
            found[case] = end and end.verdict

    async with forking(way.layers, by_root=way.by_root, at_once=AT_ONCE) as zygote:
        await asyncio.gather(*(run(case, source) for case, source in wanted.items()))
        assert (await zygote.run("run", {"source": "print(1)"}, limits=TIGHT)).output == b"1\nDONE\n"
    return found


@pytest.mark.parametrize("way", TRIED, ids=str)
async def test_who_wants_too_much_is_told_of_what(way: Way) -> None:
    quick = {case: source for case, source in WANTED.items() if case[0] not in TIME.keys() - QUICK_TIME}

    assert {case: end for case, end in (await ends(quick, way)).items() if end != case[1]} == {}


@pytest.mark.soak
async def test_who_takes_time_without_end_is_stopped_however_it_is_taken() -> None:
    slow = {case: source for case, source in WANTED.items() if case[0] in TIME}

    assert {case: end for case, end in (await ends(slow, TRIED[0])).items() if end != case[1]} == {}
