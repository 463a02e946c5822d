"""The failing schedule with the fewest context switches that the budget finds.

A schedule found by chance switches a dozen times where two would do.  Dropping one stretch of one thread,
or letting it run on, often fails in the same way with fewer preemptions; the best such schedule is kept,
and it is tried again until nothing gets better.
"""

from __future__ import annotations

from collections.abc import Iterator

from .execute import Stage
from .explorer import Found
from .knowledge import Knowledge
from .schedulers.replay import Guided

RUNS_MAX = 250
TO_THE_END = 1_000_000

Segments = list[tuple[int, int]]


def shrink(stage: Stage, found: Found) -> Found:
    """The same failure on a simpler schedule, if there is one."""
    if found.rules.is_alone or found.preemptions == 0:
        return found
    left = RUNS_MAX
    best, better = found, True
    while better and left > 0:
        better = False
        for segments in _simpler(best.segments):
            left -= 1
            tried = _try(stage, found, segments)
            if tried is not None and tried.cost < best.cost:
                best, better = tried, True
                break
            if left <= 0:
                break
    return best


def _simpler(segments: Segments) -> Iterator[Segments]:
    for place in range(1, len(segments)):
        yield _joined(segments[:place] + segments[place + 1 :])
    for place, (who, _) in enumerate(segments):
        yield _joined([*segments[:place], (who, TO_THE_END), *segments[place + 1 :]])


def _joined(segments: Segments) -> Segments:
    """Neighbouring stretches of one thread become one."""
    joined: Segments = []
    for who, count in segments:
        if joined and joined[-1][0] == who:
            joined[-1] = (who, joined[-1][1] + count)
        else:
            joined.append((who, count))
    return joined


def _try(stage: Stage, found: Found, segments: Segments) -> Found | None:
    result = stage.play(found.rules.scenario, Guided(segments), Knowledge(), every_site=True)
    finding = None if result.run.cut else found.rules.find(result)
    if finding is None or finding.verdict != found.finding.verdict:
        return None
    run = result.run
    return Found(finding, found.rules, run.segments, run.preemptions, len(run.trace))
