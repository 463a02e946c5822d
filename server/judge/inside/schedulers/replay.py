"""Follows a schedule that was found before.

A schedule counts visible operations, not bytecodes, so it means the same on every Python version:
`opposite:m12-0x7-1x9` is the scenario, then who runs for how many operations (`m` is the main thread).
"""

from __future__ import annotations

import re

from ..tasks import MAIN, Diverged, Task
from ..turnstile import Run
from .base import usual

_SEGMENT = re.compile(r"(?:m|(\d+)x)(\d+)")


def encode(scenario: str, segments: list[tuple[int, int]]) -> str:
    parts = [f"m{count}" if who == MAIN else f"{who - 1}x{count}" for who, count in segments]
    return f"{scenario}:{'-'.join(parts)}"


def decode(schedule: str) -> tuple[str, list[tuple[int, int]]]:
    """The scenario and the segments; ValueError says what is wrong with the text."""
    scenario, colon, rest = schedule.partition(":")
    segments = []
    for part in rest.split("-") if colon else []:
        match = _SEGMENT.fullmatch(part)
        if match is None:
            raise ValueError(f"{part[:20]!r} is not a part of a schedule; one looks like 0x12 or m3")
        who = MAIN if match[1] is None else int(match[1]) + 1
        segments.append((who, int(match[2])))
    if not segments:
        raise ValueError("a schedule looks like opposite:m12-0x7-1x9")
    return scenario, segments


class Replay:
    """Wants `every_site=True` of the run, so that it can switch wherever the schedule says."""

    exhausted = False

    def __init__(self, segments: list[tuple[int, int]]) -> None:
        self.segments = segments
        self.place = 0

    def begin(self) -> bool:
        self.place = 0
        return True

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        while self.place < len(self.segments):
            who, count = self.segments[self.place]
            if who == current.index and current.ops - current.segment_start < count:
                return self._wanted(who, choices)
            if self.place + 1 == len(self.segments):
                break
            self.place += 1
            return self._wanted(self.segments[self.place][0], choices)
        return usual(current, choices)

    def _wanted(self, who: int, choices: list[Task]) -> Task:
        for task in choices:
            if task.index == who:
                return task
        raise Diverged(f"the schedule wants thread {who - 1} to go on, but it cannot")

    def end(self, run: Run) -> None:
        self.exhausted = True


class Guided(Replay):
    """Follows a schedule as far as it can, and lets things take their usual course where it cannot."""

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        able = {t.index: t for t in choices}
        who, count = self.segments[self.place] if self.place < len(self.segments) else (-1, 0)
        if who == current.index and current.ops - current.segment_start < count and who in able:
            return current
        for place in range(self.place + 1, len(self.segments)):
            if self.segments[place][0] in able:
                self.place = place
                return able[self.segments[place][0]]
        self.place = len(self.segments)
        return usual(current, choices)
