"""One control group for all submissions together: whatever they do, the machine keeps the rest.

Each submission has limits of its own already; this bounds their sum, and what the kernel spends on them.  To
join costs ten milliseconds, so the process that forks them joins once and they inherit.
"""

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.judge.sandbox.limits import MIB, Limits

MOUNT = Path("/sys/fs/cgroup")
PREFIX = "threadrace-"
OWN_BYTES = 64 * MIB  # the forking process itself
OWN_TASKS = 8
LEAVE_SECONDS = 5.0


class NoGroup(Exception):
    """This process may not make a control group; the text says why."""


@dataclass(frozen=True, slots=True)
class Group:
    """A control group, which is one folder for each tree that counts something; `held` keep it ours."""

    folders: tuple[Path, ...]
    held: tuple[int, ...]

    @property
    def doors(self) -> tuple[str, ...]:
        """Where a process writes itself to be in."""
        return tuple(str(folder / "cgroup.procs") for folder in self.folders)

    def remove(self) -> None:
        """Waits for who is still leaving.  A group that stays nevertheless is removed at the next start."""
        for folder in self.folders:
            _remove(folder)
        for lock in self.held:
            os.close(lock)


def make(limits: Limits, at_once: int) -> Group:
    """A group for so many submissions at once.  Raises `NoGroup`."""
    settings = {
        "memory": at_once * limits.memory_bytes + OWN_BYTES,
        "pids": at_once * limits.threads + OWN_TASKS,
    }
    reason = "no control groups are mounted"
    for parents in _places():
        try:
            return _make_in(parents, settings)
        except OSError as error:
            reason = f"{error.strerror}: {error.filename}"
    raise NoGroup(reason)


FILES = {"memory": ("memory.max", "memory.limit_in_bytes"), "pids": ("pids.max", "pids.max")}


def _make_in(parents: dict[str, Path], settings: dict[str, int]) -> Group:
    name = f"{PREFIX}{os.getpid()}-{os.urandom(3).hex()}"
    folders = {kind: parent / name for kind, parent in parents.items()}
    for parent in set(parents.values()):
        _remove_leftovers(parent)
        _hand_down(parent)
    group = _claim(tuple(dict.fromkeys(folders.values())))
    try:
        for kind, value in settings.items():
            names = [folders[kind] / name for name in FILES[kind]]
            next((name for name in names if name.exists()), names[0]).write_text(str(value))
    except OSError:
        group.remove()
        raise
    return group


def _claim(folders: tuple[Path, ...]) -> Group:
    """Makes them, and locks each, so that no other server takes it for a leftover while nobody is in it."""
    group = Group((), ())
    try:
        for folder in folders:
            group = Group((*group.folders, folder), (*group.held, _make_and_lock(folder)))
    except OSError:
        group.remove()
        raise
    return group


def _make_and_lock(folder: Path) -> int:
    while True:
        folder.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # another server was quicker than our lock
            lock = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
            except OSError:
                os.close(lock)
                folder.rmdir()
                raise
            if folder.exists():
                return lock
            os.close(lock)


def _hand_down(parent: Path) -> None:
    """In version 2, a group counts what its parent lets it count; most systems have arranged that already."""
    switch = parent / "cgroup.subtree_control"
    if switch.exists() and not set(FILES) <= set(switch.read_text().split()):
        with contextlib.suppress(OSError):
            switch.write_text(" ".join(f"+{kind}" for kind in FILES))


def _remove_leftovers(parent: Path) -> None:
    """What a killed server left: its locks are gone with it."""
    for leftover in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            lock = os.open(leftover, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                leftover.rmdir()
            finally:
                os.close(lock)


def _remove(folder: Path) -> None:
    """A process may leave its group a moment after its parent heard of its end, and that tells nobody."""
    until = time.monotonic() + LEAVE_SECONDS
    while True:
        try:
            return folder.rmdir()
        except OSError as error:
            if error.errno != errno.EBUSY or time.monotonic() > until:
                return
        time.sleep(0.002)


def _places() -> Iterator[dict[str, Path]]:
    """Where a group might be made: in version 2 our own group or one above it, in version 1 the two trees."""
    own = _own_groups()
    if (MOUNT / "cgroup.controllers").exists() and "" in own:
        here = MOUNT / own[""].lstrip("/")
        for parent in (here, *here.parents):
            yield {"memory": parent, "pids": parent}
            if parent == MOUNT:
                return
    if own.keys() >= {"memory", "pids"}:
        for paths in ({kind: own[kind] for kind in FILES}, dict.fromkeys(FILES, "/")):
            yield {kind: MOUNT / kind / path.lstrip("/") for kind, path in paths.items()}


def _own_groups() -> dict[str, str]:
    """By controller, "" for version 2, the path of the group that this process is in."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return {}
    split = [line.split(":", 2) for line in lines]
    return {kind: path for _, kinds, path in split for kind in kinds.split(",")}
