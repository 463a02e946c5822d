"""Could a plain run on this Python ever show the failure?

CPython hands over between threads only at calls, at the turn of a loop and where a thread waits.  A failure
that needs a switch anywhere else is real by the language, and happens on other builds, but a plain run on
this one hides it.
"""

from __future__ import annotations

from .execute import Stage
from .explorer import Found
from .knowledge import Knowledge
from .schedulers.base import Search
from .schedulers.chance import Uniform
from .schedulers.dpor import PartialOrder
from .schedulers.replay import Guided

SCHEDULES_MAX = 120


def is_reachable(stage: Stage, found: Found) -> bool | None:
    """Does some schedule that switches only where CPython does fail in the same way?

    None if there are more such schedules than can be tried, and none of those that were tried fails so.
    """
    if found.rules.is_alone or found.preemptions == 0:
        return True
    knowledge = Knowledge()
    stage.play(found.rules.scenario, Guided(found.segments), knowledge, every_site=True)
    knowledge.settle()
    search: Search
    for search in (PartialOrder(), Uniform("reach")):
        for _ in range(SCHEDULES_MAX):
            if not search.begin():
                return False
            result = stage.play(found.rules.scenario, search, knowledge, only_windows=True)
            finding = None if result.run.cut else found.rules.find(result)
            if finding is not None and finding.verdict == found.finding.verdict:
                return True
            if not knowledge.settle():
                search.end(result.run)
            elif isinstance(search, PartialOrder):
                search = PartialOrder()
    return None
