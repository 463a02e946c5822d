"""The search that proves: it visits each order of locks once, and misses nothing that brute force finds."""

from math import factorial

import pytest

from tests.judge.inside.playing import brute_force, every_order, scenario, stage_of

LOCKED = """
import threading
class Thing:
    def __init__(self):
        self.lock = threading.Lock()
        self.log = []
    def add(self, who):
        with self.lock:
            self.log = self.log + [who]
"""


def orders(threads: int, turns: int) -> int:
    """How many ways there are to interleave critical sections."""
    return factorial(threads * turns) // factorial(turns) ** threads


@pytest.mark.parametrize(("threads", "turns"), [(2, 1), (2, 2), (3, 1), (2, 3), (4, 1), (3, 2)])
def test_every_order_of_lock_owners_is_visited_exactly_once(threads: int, turns: int):
    which = scenario(*("; ".join([f"add({t})"] * turns) for t in range(threads)), finals="log")

    found, runs = every_order(stage_of(LOCKED), which)

    assert (len(found), runs) == (orders(threads, turns), orders(threads, turns))


@pytest.mark.soak
def test_all_2520_orders_of_four_threads_with_two_turns_each():
    which = scenario(*(f"add({t}); add({t})" for t in range(4)), finals="log")

    found, runs = every_order(stage_of(LOCKED), which)

    assert (len(found), runs) == (2520, 2520)


PROGRAMS = {
    "plain counter": (
        "class Thing:\n    n = 0\n    def __init__(self): self.n = 0\n"
        "    def up(self): self.n += 1\n    def double(self): self.n *= 2\n",
        ["up(); up()", "double()"],
        "n",
    ),
    "three threads, two places": (
        "class Thing:\n    def __init__(self): self.a = self.b = 0\n"
        "    def one(self): self.a = self.b + 1\n    def two(self): self.b = self.a + 1\n"
        "    def three(self): self.a = 5\n",
        ["one()", "two()", "three()"],
        "a; b",
    ),
    "first one wins": (
        "import threading\nclass Thing:\n    def __init__(self):\n        self.lock = threading.Lock()\n"
        "        self.first = None\n    def go(self, who):\n        with self.lock:\n"
        "            if self.first is None: self.first = who\n            return self.first\n",
        ["go('a')", "go('b')"],
        "first",
    ),
    "crossed locks": (
        "import threading\nclass Thing:\n"
        "    def __init__(self): self.l = [threading.Lock(), threading.Lock()]\n"
        "    def both(self, i):\n        with self.l[i]:\n"
        "            with self.l[1 - i]:\n                return i\n",
        ["both(0)", "both(1)"],
        "",
    ),
    "semaphore for two": (
        "import threading\nclass Thing:\n    def __init__(self):\n        self.s = threading.Semaphore(2)\n"
        "        self.n = 0\n    def go(self):\n        with self.s:\n            self.n += 1\n",
        ["go()", "go()"],
        "n",
    ),
    "producer and consumers": (
        "import queue\nclass Thing:\n    def __init__(self): self.q = queue.Queue()\n"
        "    def put(self, x): self.q.put(x)\n    def get(self): return self.q.get()\n",
        ["put(1); put(2)", "get()", "get()"],
        "",
    ),
    "bounded queue": (
        "import queue\nclass Thing:\n    def __init__(self): self.q = queue.Queue(1)\n"
        "    def put(self, x): self.q.put(x)\n    def get(self): return self.q.get()\n",
        ["put(1)", "put(2)", "get(); get()"],
        "",
    ),
    "empty or not": (
        "import queue\nclass Thing:\n    def __init__(self): self.q = queue.Queue()\n"
        "    def put(self, x): self.q.put(x)\n    def look(self): return self.q.empty()\n"
        "    def size(self): return self.q.qsize()\n",
        ["put(1)", "look(); size()"],
        "size()",
    ),
    "try to lock": (
        "import threading\nclass Thing:\n    def __init__(self): self.lock = threading.Lock()\n"
        "    def go(self):\n        if self.lock.acquire(blocking=False):\n            self.lock.release()\n"
        "            return True\n        return False\n",
        ["go()", "go()"],
        "",
    ),
    "a lock with a time-out": (
        "import threading\nclass Thing:\n    def __init__(self): self.lock = threading.Lock()\n"
        "    def go(self):\n        got = self.lock.acquire(timeout=1)\n"
        "        if got: self.lock.release()\n        return got\n",
        ["go()", "go()"],
        "",
    ),
    "condition": (
        "import threading\nclass Thing:\n    def __init__(self):\n        self.c = threading.Condition()\n"
        "        self.ready = 0\n    def give(self):\n        with self.c:\n            self.ready += 1\n"
        "            self.c.notify()\n    def take(self):\n        with self.c:\n"
        "            while not self.ready: self.c.wait()\n            self.ready -= 1\n",
        ["take()", "give()"],
        "ready",
    ),
    "lost wake-up": (
        "import threading\nclass Thing:\n    def __init__(self):\n        self.c = threading.Condition()\n"
        "        self.ready = False\n    def give(self):\n        self.ready = True\n        with self.c:\n"
        "            self.c.notify()\n    def take(self):\n        if not self.ready:\n"
        "            with self.c: self.c.wait()\n",
        ["take()", "give()"],
        "",
    ),
    "event": (
        "import threading\nclass Thing:\n    def __init__(self):\n        self.e = threading.Event()\n"
        "        self.x = 0\n    def give(self): self.x = 1; self.e.set(); self.x = 2\n"
        "    def take(self):\n        self.e.wait()\n        return self.x\n",
        ["give()", "take()"],
        "x",
    ),
    "a thread of one's own": (
        "import threading\nclass Thing:\n    def __init__(self): self.n = 0\n"
        "    def work(self): self.n += 1\n    def go(self):\n"
        "        t = threading.Thread(target=self.work); t.start(); self.n += 1; t.join(); return self.n\n",
        ["go()"],
        "n",
    ),
    "a thread left behind": (
        "import threading\nclass Thing:\n    def __init__(self): self.n = 0\n"
        "    def work(self): self.n += 1\n    def go(self): threading.Thread(target=self.work).start()\n",
        ["go()"],
        "n",
    ),
    "dictionary made twice": (
        "class Thing:\n    def __init__(self): self.d = {}\n    def go(self, who):\n"
        "        if 'k' not in self.d: self.d['k'] = who\n        return self.d['k']\n",
        ["go(1)", "go(2)"],
        "",
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_that_brute_force_finds_is_missed(name: str):
    source, threads, finals = PROGRAMS[name]
    which = scenario(*threads, finals=finals)

    found, _ = every_order(stage_of(source), which)

    assert found == brute_force(stage_of(source), which)
