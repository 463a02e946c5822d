"""One control group for all submissions together: whatever they do, the machine keeps the rest.

Each submission has limits of its own already; this bounds their sum, and what the kernel spends on them.  To
join costs ten milliseconds, so the process that forks them joins once and they inherit.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.judge.sandbox.limits import MIB, Limits

MOUNT = Path("/sys/fs/cgroup")
PREFIX = "threadrace-"
OWN_BYTES = 64 * MIB  # the forking process itself
OWN_TASKS = 8


class NoGroup(Exception):
    """This process may not make a control group; the text says why."""


@dataclass(frozen=True, slots=True)
class Group:
    """A control group, which is one folder for each tree that counts something."""

    folders: tuple[Path, ...]

    @property
    def doors(self) -> tuple[str, ...]:
        """Where a process writes itself to be in."""
        return tuple(str(folder / "cgroup.procs") for folder in self.folders)

    def remove(self) -> None:
        """Once everybody has left it.  A group that stays behind is removed at the next start."""
        for folder in self.folders:
            with contextlib.suppress(OSError):
                folder.rmdir()


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
    group = Group(tuple(dict.fromkeys(folders.values())))
    try:
        for parent in set(parents.values()):
            _remove_leftovers(parent)
        for parent in set(parents.values()):
            _hand_down(parent)
        for folder in group.folders:
            folder.mkdir()
        for kind, value in settings.items():
            names = [folders[kind] / name for name in FILES[kind]]
            next((name for name in names if name.exists()), names[0]).write_text(str(value))
    except OSError:
        group.remove()
        raise
    return group


def _hand_down(parent: Path) -> None:
    """In version 2, a group counts what its parent lets it count; most systems have arranged that already."""
    switch = parent / "cgroup.subtree_control"
    if switch.exists() and not set(FILES) <= set(switch.read_text().split()):
        with contextlib.suppress(OSError):
            switch.write_text(" ".join(f"+{kind}" for kind in FILES))


def _remove_leftovers(parent: Path) -> None:
    """What a killed server left.  One that lives may just have made its group, and have nobody in it yet."""
    for leftover in parent.glob(f"{PREFIX}*"):
        maker = leftover.name.removeprefix(PREFIX).partition("-")[0]
        if not Path("/proc", maker).exists():
            with contextlib.suppress(OSError):
                leftover.rmdir()


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
