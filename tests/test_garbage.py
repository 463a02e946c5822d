"""Garbage is looked for when no class waits; what a server has loaded is left alone."""

import asyncio
import gc
import subprocess
import sys
import weakref

import pytest

from server import garbage


class Knot:
    """Garbage that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before():
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)


async def looked(is_calm: bool) -> bool:
    """Whether a knot is gone after a minute."""
    gc.collect()
    gc.set_threshold(garbage.YOUNG_MAX, garbage.LOOKS_BEFORE_OLDER, garbage.LOOKS_BEFORE_ALL)
    knot = weakref.ref(Knot())
    kept = [[] for _ in range(2 * garbage.YOUNG_MAX)]  # much is new
    old = weakref.ref(Knot())
    looking = asyncio.create_task(garbage.look_when(lambda: is_calm))
    await asyncio.sleep(0.2)
    looking.cancel()
    del kept
    return knot() is None and old() is None


@pytest.mark.parametrize("is_calm", [True, False])
async def test_it_is_looked_for_when_no_clock_runs(is_calm: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(garbage, "CALM_SECONDS", 0.05)

    assert await looked(is_calm) is is_calm


def test_what_is_loaded_is_looked_at_no_more():
    """In a process of its own, since it holds for the whole process."""
    script = (
        "import gc; from server import garbage; garbage.look_rarely(); "
        "print(gc.get_freeze_count() > 1000, gc.get_threshold() == (20_000, 20, 100))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "True"]
