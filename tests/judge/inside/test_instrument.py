# ruff: noqa: E501 - the programs are as dense as they can be, to try much at once
"""Instrumented code computes exactly what Python computes, exceptions included."""

import threading
from typing import Any

import pytest

from server.judge.inside.linearize import outcome_of
from tests.judge.inside.playing import scenario, serial, stage_of

PROGRAMS = {
    "augmented assignment": """
def run():
    log = []
    class Box: pass
    def at(x): log.append(x); return x
    box = Box(); box.n = 1; items = [1, 2, 3]; d = {'k': [1]}
    box.n += at(2); items[at(1)] += at(10); d['k'] += [2]
    n = 3; n **= 2; n //= 2; n <<= 1; n |= 1; n ^= 2; n &= 15; n -= 1; n %= 7
    t = (1,); t += (2,); s = {1}; s |= {2}
    return [box.n, items, d['k'], n, list(t), sorted(s), log]
""",
    "order of evaluation": """
def run():
    log = []
    def at(x): log.append(x); return x
    class Box:
        def __setattr__(self, name, value): log.append('set ' + name); self.__dict__[name] = value
        def __getattr__(self, name): log.append('get ' + name); return 7
    box = Box(); items = [0, 0, 0]
    box.a = at(1); items[at(0)] = at(2); box.b, items[at(1)] = at(3), at(4)
    x = box.a + items[at(2)] * box.b + box.c
    return [x, items, log]
""",
    "a target that depends on the one before": """
def run():
    items = [0, 0, 0]; i = 0
    i, items[i] = 2, 9
    items[i], i = 7, 1
    a = b = items[i] = 5
    first, *rest = items
    (x, (y, *z)), w = (1, (2, 3, 4)), 5
    return [items, i, a, b, first, rest, x, y, z, w]
""",
    "chained comparison": """
def run():
    log = []
    def at(x): log.append(x); return x
    return [at(1) < at(2) < at(3), at(3) < at(2) < at(1), 1 in [1] in [[1]], 2 not in (1, 3) == True, log]
""",
    "comprehensions and generators": """
def run():
    items = [3, 1, 2]
    def pairs():
        got = yield 1
        yield got
        yield from items
    g = pairs()
    return [[x * y for x in items for y in range(x) if y], {k: v for k, v in enumerate(items)} == {0: 3, 1: 1, 2: 2},
            sorted({x % 2 for x in items}), sum(x for x in items), next(g), g.send('hi'), list(g), next(g, 'end')]
""",
    "closures and nonlocal": """
def run():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return lambda: total
    get = add(2); add(3)
    makers = [lambda i=i: i for i in range(3)]
    late = [lambda: i for i in range(3)]
    return [total, get(), [m() for m in makers], [m() for m in late]]
""",
    "globals": """
count = 0
def bump(n=1):
    global count, made
    count += n
    made = count * 2
    return count
def run():
    bump(); bump(4)
    return [count, made]
""",
    "classes": """
import functools
class Base:
    made = []
    def __init_subclass__(cls, **kw): Base.made.append(cls.__name__)
    def __init__(self, x): self.x = x; self.__hidden = x + 1
    @property
    def double(self): return self.x * 2
    @double.setter
    def double(self, v): self.x = v // 2
    @classmethod
    def of(cls, x): return cls(x)
    @staticmethod
    def plus(a, b): return a + b
    def peek(self): return self.__hidden
class Child(Base):
    __slots__ = ('y',)
    def __init__(self, x):
        super().__init__(x)
        self.y = self.x
        self.y += 1
def run():
    c = Child.of(4); c.double = 20; c.double += 2
    missing = getattr(c, 'nothing', 'default')
    setattr(c, 'z', 1); delattr(c, 'z')
    return [c.x, c.y, c.double, c.peek(), Base.plus(1, 2), Base.made, missing, hasattr(c, 'z'), sorted(vars(c))]
""",
    "with, try and finally": """
import contextlib
@contextlib.contextmanager
def noting(log, name):
    log.append('in ' + name)
    try: yield name
    except KeyError: log.append('swallowed')
    finally: log.append('out ' + name)
def run():
    log = []
    class Box: pass
    box = Box()
    with noting(log, 'a') as box.name, noting(log, 'b') as other:
        log.append(box.name + other)
        raise KeyError('x')
    try:
        try: [][1]
        except IndexError as error: raise ValueError('again') from error
        else: log.append('never')
        finally: log.append('finally')
    except ValueError as error: log.append(str(error))
    for n in range(5):
        if n == 1: continue
        if n == 3: break
    else: log.append('never')
    while n: n -= 1
    else: log.append('done')
    return log
""",
    "match": """
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x = x; self.y = y
def name(v):
    match v:
        case 0 | 1: return 'small'
        case [a, *rest] if len(rest) > 1: return [a, rest]
        case {'k': inner, **more}: return [inner, sorted(more)]
        case Point(x, 0) as p: return [x, p.y]
        case str() as s: return s + '!'
        case _: return None
def run(): return [name(v) for v in (1, [1, 2, 3], {'k': 2, 'm': 3}, Point(5, 0), 'hi', 3.5)]
""",
    "walrus, f-strings, defaults, starred": """
def run():
    def f(a, /, b=2, *args, c, d=4, **kw): return [a, b, list(args), c, d, sorted(kw)]
    items = [1, 2]
    if (n := len(items)) > 1: items.append(n)
    text = f"{items!r:>12} {n + 1:03d} {'x'!s}"
    m = [y := 1, y ** 2]
    return [f(*items, c=9, **{'k': 1}), text, m, [*items, *range(2)], {**{'a': 1}, 'b': 2} == {'a': 1, 'b': 2}]
""",
    "slices and deletes": """
def run():
    x = list(range(10)); x[2:4] = [20]; del x[0], x[-1]; y = x[::-2]; x[::3] = [0, 0, 0]
    d = {'a': 1, 'b': 2}; del d['a']; b = bytearray(b'abc'); b[0] += 1
    return [x, y, d == {'b': 2}, b.decode(), x[-1], (1, 2, 3)[1:], 'text'[0]]
""",
    "containers": """
from collections import Counter, OrderedDict, defaultdict, deque
def run():
    d = defaultdict(list); d['a'].append(1); d['b'] += [2]
    q = deque([1, 2], maxlen=2); q.append(3); c = Counter('aab'); o = OrderedDict(x=1); o.setdefault('y', 2)
    s = {1, 2}; s.discard(1); s ^= {5}
    return [d['a'], d['b'], list(q), c['a'], c['z'], list(o.items()) == [('x', 1), ('y', 2)], sorted(s), 2 in s,
            sorted([3, 1], reverse=True), [a == b for a, b in zip([1], [1])], list(map(str, [1])), [1] * 2 + [3]]
""",
    "dataclasses and enums": """
from dataclasses import dataclass, field, replace
from enum import Enum
@dataclass(order=True)
class Item:
    price: int
    tags: list = field(default_factory=list)
    def __post_init__(self): self.price += 1
class Kind(Enum):
    A = 1
    B = 2
def run():
    a = Item(1); b = replace(a, price=5); a.tags.append('x')
    return [a.price, b.price, a < b, a.tags, b.tags == a.tags, Kind.A.value, Kind(2).name, Kind['A'] is Kind.A]
""",
    "raises what Python raises": """
def run():
    got = []
    def attempt(f):
        try: got.append(f())
        except Exception as e: got.append(type(e).__name__ + ': ' + str(e))
    class Box: __slots__ = ('a',)
    attempt(lambda: Box().a); attempt(lambda: Box().b); attempt(lambda: {}['k']); attempt(lambda: [][0])
    attempt(lambda: None + 1); attempt(lambda: undefined); attempt(lambda: (1).x); attempt(lambda: len(5))
    attempt(lambda: int('x')); attempt(lambda: (lambda a: a)()); attempt(lambda: 1 / 0); attempt(lambda: 1 in 5)
    return got
""",
    "decorators": """
import functools
def twice(fn):
    @functools.wraps(fn)
    def inner(*a, **k): return [fn(*a, **k), fn(*a, **k)]
    return inner
@functools.lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
class Meter:
    reads = 0
    def __get__(self, obj, kind=None): Meter.reads += 1; return Meter.reads
class Has: meter = Meter()
@twice
def run(): return [fib(20), Has().meter, run.__name__]
""",
    "threads": """
import threading, queue
from concurrent.futures import ThreadPoolExecutor, as_completed
def run():
    lock = threading.RLock(); q = queue.Queue(); done = threading.Event(); out = []
    def work(n):
        with lock, lock: out.append(n)
        q.put(n * n); done.set()
    ts = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for t in ts: t.start()
    for t in ts: t.join()
    done.wait()
    with ThreadPoolExecutor(2) as pool:
        fs = [pool.submit(pow, n, 2) for n in range(4)]
        got = sorted(f.result() for f in as_completed(fs)); mapped = list(pool.map(abs, [-1, 2]))
    barrier = threading.Barrier(1)
    return [sorted(out), sorted(q.get() for _ in range(3)), q.empty(), got, mapped, barrier.wait(), ts[0].is_alive()]
""",
}


def natively(source: str) -> Any:
    space: dict[str, Any] = {"__name__": "solution"}
    exec(compile(source, "<test>", "exec"), space)
    return outcome_of(space["run"])


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_instrumented_program_does_what_it_did(name: str):
    source = PROGRAMS[name]

    result = serial(stage_of(source, entry="run", kind="function"), scenario("run()"))

    assert not result.failures
    assert result.history is not None
    assert result.history[0][0][0] == natively(source)


def test_every_program_here_really_computes_something():
    assert all(natively(source)[0] == "value" for source in PROGRAMS.values())
    assert threading.active_count() < 20


def test_a_set_of_objects_has_the_same_order_in_every_run():
    stage = stage_of(
        "import threading\nclass A:\n    def __init__(self, n): self.n = n\n"
        "class B(A):\n    __slots__ = ()\n"
        "class Thing:\n    def go(self):\n        few = {k(n) for n in range(9) for k in (A, B)}\n"
        "        threads = {threading.Thread(name=str(n)) for n in range(9)}\n"
        "        return [a.n for a in few], [t.name for t in threads]\n"
    )

    histories = []
    kept = []
    for _ in range(5):
        histories.append(serial(stage, scenario("go()")).history)
        kept.append([object() for _ in range(1000)])

    assert histories == [histories[0]] * 5
