"""Resource limits of the process itself: memory, processor time, files."""

import resource
import sys

from .limits import Limits


def apply(limits: Limits, *, own_user: bool) -> None:
    """Lowers this process's limits for good.

    The number of threads can be limited only for a user who runs nothing else, since the kernel counts by
    user.  macOS counts processes there, not threads, and knows no limit on address space that holds.
    """
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_FSIZE, 0, 0)
    _lower(resource.RLIMIT_NOFILE, limits.open_files, limits.open_files)
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    if sys.platform == "darwin":
        _lower(resource.RLIMIT_NPROC, 0, 0)
        return
    _lower(resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes)
    if own_user:
        _lower(resource.RLIMIT_NPROC, limits.threads, limits.threads)


def _lower(which: int, soft: int, hard: int) -> None:
    _, highest = resource.getrlimit(which)
    if highest != resource.RLIM_INFINITY:
        soft, hard = min(soft, highest), min(hard, highest)
    resource.setrlimit(which, (soft, hard))
