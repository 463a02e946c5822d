"""Threads against processes, really measured."""

import asyncio
import os
import sys
from pathlib import Path

import psutil
import pytest

from server.judge.speedup import NotMeasured, free_threaded, measure_speedup

HAS_GIL = bool(getattr(sys, "_is_gil_enabled", lambda: True)())


def children() -> set[int]:
    return {process.pid for process in psutil.Process().children(recursive=True)}


@pytest.mark.soak
async def test_it_measures_one_thread_several_and_processes():
    one, threads, processes, *free = await measure_speedup()

    assert (one.what, one.workers, one.speedup) == ("one", 1, 1.0)
    assert [bar.what for bar in (threads, processes)] == [
        "threads" if HAS_GIL else "free-threads",
        "processes",
    ]
    assert all(bar.seconds > 0 and bar.workers >= 2 for bar in (threads, processes))
    assert threads.speedup == pytest.approx(one.seconds / threads.seconds)
    assert not HAS_GIL or threads.processors is None or threads.processors < 1.3
    assert [bar.what for bar in free] in ([], ["free-threads"])


async def test_a_measurement_that_takes_too_long_ends_with_all_its_processes():
    before = children()
    with pytest.raises(NotMeasured, match="too busy: no result after 0 seconds"):
        await measure_speedup(seconds_max=0.3)
    await asyncio.to_thread(psutil.wait_procs, [psutil.Process(pid) for pid in children() - before], 5)

    assert children() <= before


def executable(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_a_python_without_a_gil_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert free_threaded() is None
    executable(tmp_path / "python3.14t", "exit 0")

    assert free_threaded() == str(tmp_path / "python3.14t")


@pytest.mark.soak  # it measures, as long as a class would wait
async def test_a_python_that_only_pretends_to_have_no_gil_has_no_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    executable(tmp_path / "python3.14t", f'exec "{sys.executable}" "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    bars = await measure_speedup()

    assert [bar.what for bar in bars] == ["one", "threads" if HAS_GIL else "free-threads", "processes"]


async def test_a_python_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))

    with pytest.raises(NotMeasured, match="could not be started"):
        await measure_speedup()
