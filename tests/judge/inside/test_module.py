"""Every run finds the submission's module as the first one did, whether it is made anew or kept."""

import pytest

from tests.judge.inside.playing import scenario, serial, stage_of

THING = "class Thing:\n    def go(self):\n"
REMEMBERS = {
    "a list": "seen = []\n" + THING + "        seen.append(1)\n        return len(seen)\n",
    "a list in a tuple": "seen = ([],)\n"
    + THING
    + "        seen[0].append(1)\n        return len(seen[0])\n",
    "a global": "n = 0\n" + THING + "        global n\n        n += 1\n        return n\n",
    "a new global": THING + "        global n\n        try: n += 1\n        except NameError: n = 1\n"
    "        return n\n",
    "a class attribute": "class Thing:\n    n = 0\n    def go(self):\n"
    "        Thing.n += 1\n        return Thing.n\n",
    "an attribute of a base": "class Base:\n    n = 0\nclass Thing(Base):\n    def go(self):\n"
    "        Base.n += 1\n        return Thing.n\n",
    "a method replaced": THING + "        Thing.go = lambda self: 2\n        return 1\n",
    "a function's attribute": "def f(): pass\n"
    + THING
    + "        f.n = getattr(f, 'n', 0) + 1\n        return f.n\n",
    "a default argument": "class Thing:\n    def go(self, seen=[]):\n"
    "        seen.append(1)\n        return len(seen)\n",
    "a captured variable": "def make():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n"
    "        return n\n    return up\nup = make()\n" + THING + "        return up()\n",
    "a cache": "import functools\ncalls = iter(range(1, 9))\n@functools.cache\ndef f(): return next(calls)\n"
    + THING
    + "        return f()\n",
    "an object": "class Box: n = 0\nbox = Box()\n" + THING + "        box.n += 1\n        return box.n\n",
    "another name for the module": "__name__ = 'threading'\nclass Thing:\n    seen = []\n    def go(self):\n"
    "        self.seen.append(1)\n        return len(self.seen)\n",
}


@pytest.mark.parametrize("how", REMEMBERS)
def test_nothing_is_remembered_from_the_run_before(how: str):
    stage = stage_of(REMEMBERS[how])
    which = scenario("go()")

    histories = [serial(stage, which).history for _ in range(3)]

    assert histories == [((((("value", 1),)),), ())] * 3


def test_classes_and_functions_are_not_made_anew_for_every_run():
    stage = stage_of(
        "from dataclasses import dataclass\nLIMIT = 5\ndef f(x=1): return x\n"
        "class Base:\n    __slots__ = ('a',)\n    @property\n    def p(self): return 1\n"
        "class Thing(Base):\n    kind: str = 'x'\n    def __init__(self): super().__init__()\n"
        "    def go(self): return f()\n"
    )
    serial(stage, scenario("go()"))
    first = stage.module.space

    serial(stage, scenario("go()"))

    assert first is not None
    assert stage.module.space is first
