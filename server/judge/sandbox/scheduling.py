"""When a submission computes: only when nobody else wants to, and on one processor."""

import os


def step_back(slot: int) -> None:
    """Idle priority, so that the live room keeps its latency; one processor, since threads take turns
    anyway."""
    if not hasattr(os, "sched_setscheduler"):
        os.nice(19)
        return
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    processors = sorted(os.sched_getaffinity(0), reverse=True)
    os.sched_setaffinity(0, {processors[slot % len(processors)]})
