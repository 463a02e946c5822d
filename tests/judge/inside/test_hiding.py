"""A race is found wherever the shared value lies, and whatever reads and writes it."""

import textwrap

import pytest

from tests.judge.judging import judge

IMPORTS = "import collections, dataclasses, enum, functools, heapq, operator, threading"


def counter(begin: str, increment: str, value: str, before: str = "") -> str:
    """A counter that is wrong: its increment reads, and writes later."""
    parts = (begin, increment, value)
    first, then, last = [textwrap.indent(text.replace("; ", "\n"), 8 * " ") for text in parts]
    return (
        f"{IMPORTS}\n{before}\nclass Counter:\n    def __init__(self):\n{first}\n"
        f"    def increment(self):\n{then}\n    @property\n    def value(self):\n{last}\n"
    )


FROZEN = "@dataclasses.dataclass(frozen=True)\nclass S:\n    n: int"
CELL = "def cell():\n    v = 0\n    while True:\n        n = yield v\n        v = v if n is None else n"
CLOSURE = "v = 0; \ndef get(): return v\ndef put(n):\n    nonlocal v\n    "
HIDING = {
    # where it lies
    "in an attribute": counter("self.v = 0", "self.v += 1", "return self.v"),
    "on a lock": counter(
        "self.l = threading.Lock(); self.l.v = 0", "self.l.v = self.l.v + 1", "return self.l.v"
    ),
    "on an event of its own class": counter(
        "self.e = E(); self.e.v = 0",
        "self.e.v = self.e.v + 1",
        "return self.e.v",
        "class E(threading.Event): pass",
    ),
    "on a thread": counter(
        "self.t = threading.Thread(); self.t.v = 0", "self.t.v = self.t.v + 1", "return self.t.v"
    ),
    "on the main thread": counter(
        "threading.main_thread().v = 0",
        "t = threading.main_thread(); t.v = t.v + 1",
        "return threading.main_thread().v",
    ),
    "on a function": counter("f.v = 0", "f.v = f.v + 1", "return f.v", "def f(): pass"),
    "on its class": counter("Counter.v = 0", "Counter.v = Counter.v + 1", "return Counter.v"),
    "on a member of an enumeration": counter(
        "E.A.v = 0", "E.A.v = E.A.v + 1", "return E.A.v", "class E(enum.Enum):\n    A = 1"
    ),
    "in the arguments of an exception": counter(
        "self.e = ValueError(0)", "n = self.e.args[0]; self.e.args = (n + 1,)", "return self.e.args[0]"
    ),
    "in the default of an argument": counter(
        "pass", "b = cell(); b[0] = b[0] + 1", "return cell()[0]", "def cell(c=[0]): return c"
    ),
    "in a UserDict": counter(
        "self.h = collections.UserDict(v=0)", "self.h['v'] = self.h['v'] + 1", "return self.h['v']"
    ),
    "in a UserList": counter(
        "self.h = collections.UserList([0])", "self.h[0] = self.h[0] + 1", "return self.h[0]"
    ),
    "in a ChainMap": counter(
        "self.h = collections.ChainMap({'v': 0})", "self.h['v'] = self.h['v'] + 1", "return self.h['v']"
    ),
    "in bytes": counter("self.h = bytearray(1)", "self.h[0] = self.h[0] + 1", "return self.h[0]"),
    # what reads and writes it
    "by heapq": counter(
        "self.h = [0]", "v = self.h[0]; heapq.heapreplace(self.h, v + 1)", "return self.h[0]"
    ),
    "by operator.setitem": counter(
        "self.h = [0]", "operator.setitem(self.h, 0, operator.getitem(self.h, 0) + 1)", "return self.h[0]"
    ),
    "by operator.iadd": counter(
        "self.h = []",
        "n = len(self.h); operator.iadd(self.h, [1] * (n + 1 - len(self.h)))",
        "return len(self.h)",
    ),
    "by operator.itemgetter": counter(
        "self.h = {'v': 0}",
        "v = operator.itemgetter('v')(self.h); self.h.update(v=v + 1)",
        "return self.h['v']",
    ),
    "by operator.attrgetter": counter(
        "self.v = 0", "v = operator.attrgetter('v')(self); self.__setattr__('v', v + 1)", "return self.v"
    ),
    "by a special method": counter(
        "self.h = [0]", "v = self.h[0]; self.h.__setitem__(0, v + 1)", "return self.h[0]"
    ),
    "by a method of the class": counter(
        "self.h = {'v': 0}", "v = dict.get(self.h, 'v'); dict.update(self.h, v=v + 1)", "return self.h['v']"
    ),
    "by a special method of the class": counter(
        "self.h = [0]",
        "v = list.__getitem__(self.h, 0); list.__setitem__(self.h, 0, v + 1)",
        "return self.h[0]",
    ),
    "by methods kept for later": counter(
        "h = {'v': 0}; self.get = h.get; self.put = h.__setitem__",
        "self.put('v', self.get('v') + 1)",
        "return self.get('v')",
    ),
    "by partial calls": counter(
        "h, p = {'v': 0}, functools.partial; self.get = p(h.get, 'v'); self.put = p(h.__setitem__, 'v')",
        "self.put(self.get() + 1)",
        "return self.get()",
    ),
    "by map": counter(
        "self.h = {'v': 0}",
        "v = list(map(self.h.get, ['v']))[0]; list(map(self.h.__setitem__, ['v'], [v + 1]))",
        "return self.h['v']",
    ),
    "by threads of its own": counter(
        "self.h = {'v': 0}",
        "h = self.h; t = threading.Thread(target=h.__setitem__, args=('v', h['v'] + 1)); t.start(); t.join()",
        "return self.h['v']",
    ),
    "by a set's class": counter(
        "self.s = set()", "n = sum(1 for _ in self.s); set.add(self.s, n)", "return len(self.s)"
    ),
    "by Counter.update": counter(
        "self.c = collections.Counter()",
        "n = self.c.total(); self.c.update(x=n + 1 - self.c.total())",
        "return self.c.total()",
    ),
    "by one call of Counter.update": counter(
        "self.c = collections.Counter()", "self.c.update(x=1)", "return self.c.total()"
    ),
    "by one call of Counter.subtract": counter(
        "self.c = collections.Counter()", "self.c.subtract(['x'])", "return -self.c['x']"
    ),
    "by an iterator that threads share": counter(
        "self.i = itertools.count(1); self.v = 0",
        "self.v = next(self.i)",
        "return self.v",
        "import itertools",
    ),
    "behind a lock that is made twice": counter(
        "self.v = 0",
        "with lock_for(1):\n    self.v += 1",
        "return self.v",
        "@functools.cache\ndef lock_for(number): return threading.Lock()",
    ),
    "by object.__setattr__": counter(
        "self.v = 0", "object.__setattr__(self, 'v', self.v + 1)", "return self.v"
    ),
    "by super().__setattr__": counter("self.v = 0", "super().__setattr__('v', self.v + 1)", "return self.v"),
    "by its own __setattr__": counter("self.v = 0", "self.__setattr__('v', self.v + 1)", "return self.v"),
    "by its dictionary": counter("self.v = 0", "v = self.v; self.__dict__['v'] = v + 1", "return self.v"),
    "by vars": counter("self.v = 0", "v = vars(self)['v']; vars(self).update(v=v + 1)", "return self.v"),
    "in a frozen data class": counter(
        "self.s = S(0)", "object.__setattr__(self.s, 'n', self.s.n + 1)", "return self.s.n", FROZEN
    ),
    "by replacing a data class": counter(
        "self.s = S(0)", "self.s = dataclasses.replace(self.s, n=self.s.n + 1)", "return self.s.n", FROZEN
    ),
    "by a text's format": counter("self.v = 0", "self.v = int('{0.v}'.format(self)) + 1", "return self.v"),
    # a name that several threads can see
    "by a pattern": counter("global n; n = 0", "global n; \nmatch n + 1:\n    case n: pass", "return n"),
    "by the rest of a sequence": counter(
        "global n; n = [0]", "global n; \nmatch [x + 1 for x in n]:\n    case [*n]: pass", "return n[0]"
    ),
    "by the rest of a mapping": counter(
        "global n; n = {1: 0}", "global n; \nmatch {1: n[1] + 1}:\n    case {**n}: pass", "return n[1]"
    ),
    "by a definition": counter(
        "global n; n = lambda: 0", "global n; v = n(); \ndef n(v=v): return v + 1", "return n()"
    ),
    "by a definition that reads": counter(
        "global n; n = lambda: 0", "global n; \ndef n(v=n()): return v + 1", "return n()"
    ),
    "by a class": counter(
        "global n; \nclass n: v = 0", "global n; k = n.v; \nclass n: v = k + 1", "return n.v"
    ),
    "by a pattern in a closure": counter(
        CLOSURE + "match n:\n        case v: pass\nself.get, self.put = get, put",
        "self.put(self.get() + 1)",
        "return self.get()",
    ),
    "in a generator": counter(
        "self.g = cell(); next(self.g)",
        "v = next(self.g); self.g.send(v + 1)",
        "return next(self.g)",
        CELL,
    ),
    "by an except clause": counter(
        "global n; n = 0",
        "global n; v = n; \ntry: raise ValueError(v + 1)\nexcept ValueError as n: w = n\nn = w.args[0]",
        "return n",
    ),
}


@pytest.mark.parametrize("name", HIDING)
def test_no_wrong_counter_can_hide_its_race(name: str) -> None:
    report = judge("counter", HIDING[name])

    assert report.verdict == "lost_update" or (not report.accepted and report.witness), report.message


SAFE = "L = threading.Lock()"


@pytest.mark.parametrize(
    "source",
    [
        counter(
            "self.v = 0", "with L:\n    object.__setattr__(self, 'v', self.v + 1)", "return self.v", SAFE
        ),
        counter(
            "self.h = {'v': 0}",
            "with L:\n    self.h.__setitem__('v', self.h['v'] + 1)",
            "return self.h['v']",
            SAFE,
        ),
        counter(
            "global n; n = 0", "global n; \nwith L:\n    match n + 1:\n        case n: pass", "return n", SAFE
        ),
        counter("self.h = []", "list.append(self.h, 1)", "return len(self.h)"),
        counter(
            "self.g = cell(); next(self.g)",
            "with L:\n    self.g.send(next(self.g) + 1)",
            "return next(self.g)",
            f"{SAFE}\n{CELL}",
        ),
        counter(
            "self.c = collections.Counter()", "with L:\n    self.c.update(x=1)", "return self.c.total()", SAFE
        ),
        counter(
            "self.v = 0; lock_for(1)",
            "with lock_for(1):\n    self.v += 1",
            "return self.v",
            "@functools.cache\ndef lock_for(number): return threading.Lock()",
        ),
    ],
)
def test_what_is_safe_stays_accepted_however_it_is_spelt(source: str) -> None:
    assert judge("counter", source).accepted


BANK = """import threading
class Bank:
    def __init__(self, balances):
        self.money, self.lock = list(balances), threading.Lock()
    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount")
        with self.lock:
            if self.money[src] < amount:
                return False
            self.money[src] -= amount
            self.money[dst] += amount
            return True
    def balance(self, i):
        with self.lock:
            return self.money[i]
    def total(self):
        found = 0
        for amount in {}:
            found += amount
        return found
    def each(self):
        yield from self.money
"""
READERS = (
    *(
        "self.money",
        "self.each()",
        "reversed(self.money)",
        "iter(self.money)",
        "enumerate(self.money) and self.money",
    ),
    *("map(self.balance, range(len(self.money)))", "map(self.money.__getitem__, range(len(self.money)))"),
    *("(amount for amount in self.money)", "dict(enumerate(self.money)).values()"),
)


@pytest.mark.parametrize("through", READERS)
def test_whoever_adds_up_while_money_moves_is_told(through: str) -> None:
    assert judge("bank", BANK.format(through)).verdict == "torn_read"
