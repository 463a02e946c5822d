"""The life of the process that forks submissions.  It has imported what they may import, and holds no secret.

It knows one connection, to the server: records in say *spawn* and *kill*, records out say *spawned* and
*ended*.  When the connection closes, because the server stopped or was killed, every submission is killed
and this process ends.
"""

import contextlib
import gc
import importlib
import os
import platform
import random
import resource
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from . import child, control, landlock, libc, namespaces, seccomp
from .confine import Plan
from .layers import Layer
from .limits import THREAD_STACK_BYTES

T = TypeVar("T")

# Imported late by the standard library itself, when no file can be opened any more.
LATE_IMPORTS = ("encodings.ascii", "encodings.latin_1", "linecache", "random", "traceback", "unicodedata")


def main(control_descriptor: int, configuration: dict[str, Any]) -> None:
    """Prepares, then serves until the server is gone."""
    os.environ.clear()
    entries = {name: _entry(*place) for name, place in configuration["entries"].items()}
    random.Random("")  # since 3.13 the first seed that is a text imports what hashes it
    for name in (*LATE_IMPORTS, *configuration["preload"]):
        importlib.import_module(name)
    link = socket.socket(fileno=control_descriptor)
    plan, missing = prepare(frozenset(map(Layer, configuration["layers"])), configuration["groups"])
    sys.path.clear()
    sys.path_importer_cache.clear()
    libc.one_malloc_arena()
    threading.stack_size(THREAD_STACK_BYTES)
    gc.collect()
    gc.freeze()
    control.send(link, {"op": "ready", "layers": sorted(plan.layers), "missing": missing})
    Forker(link, plan, entries).serve()


def prepare(wanted: frozenset[Layer], groups: list[str]) -> tuple[Plan, dict[str, str]]:
    """What can be made once, and for each layer that could not be made, why not."""
    missing: dict[str, str] = {}
    ruleset = instructions = None
    if Layer.CGROUP in wanted:
        _attempt(missing, Layer.CGROUP, lambda: _join(groups))
    if Layer.USER in wanted and os.geteuid() != 0:
        missing[Layer.USER] = "not started by root"
    if Layer.NAMESPACES in wanted:
        _attempt(missing, Layer.NAMESPACES, namespaces.enter)
    if Layer.LANDLOCK in wanted:
        ruleset = _attempt(missing, Layer.LANDLOCK, landlock.ruleset)
    if Layer.SECCOMP in wanted:
        instructions = _attempt(missing, Layer.SECCOMP, lambda: seccomp.program(platform.machine()))
    if Layer.NAMESPACES in wanted and Layer.NAMESPACES not in missing:
        _attempt(missing, Layer.NAMESPACES, namespaces.leave_files_behind)
    layers = wanted - frozenset(map(Layer, missing)) | {Layer.RLIMITS}
    return Plan(layers, instructions, ruleset, os.getpid()), missing


class Forker:
    """Forks, kills and buries."""

    def __init__(self, link: socket.socket, plan: Plan, entries: dict[str, child.Entry]) -> None:
        self._link = link
        self._plan = plan
        self._entries = entries
        self._children: dict[int, int] = {}  # process -> id

    def serve(self) -> None:
        """Until the server is gone."""
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        waiting = select.poll()
        for descriptor in (self._link.fileno(), woken):
            waiting.register(descriptor, select.POLLIN)
        while True:
            ready = [descriptor for descriptor, _ in waiting.poll()]
            if woken in ready:
                os.read(woken, 4096)
                self._bury()
            if self._link.fileno() in ready and not self._obey():
                self._end()

    def _obey(self) -> bool:
        received = control.receive(self._link)
        if received is None:
            return False
        match received:
            case {"op": "spawn"} as order, descriptors:
                self._spawn(order, descriptors)
            case {"op": "kill", "id": wanted}, _:
                for process in [process for process, id_ in self._children.items() if id_ == wanted]:
                    _kill(process)
        return True

    def _spawn(self, order: dict[str, Any], descriptors: list[int]) -> None:
        process = os.fork()
        if process == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            child.live(self._plan, self._entries[order["entry"]], order, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        self._children[process] = order["id"]

    def _bury(self) -> None:
        while self._children:
            process, status, used = os.wait4(-1, os.WNOHANG)
            if process == 0:
                return
            control.send(self._link, _ended(self._children.pop(process), status, used))

    def _end(self) -> None:
        for process in self._children:
            _kill(process)
        for process in self._children:
            os.waitpid(process, 0)
        os._exit(0)


def _join(groups: list[str]) -> None:
    for door in groups:
        with open(door, "w") as file:
            file.write("0")


def _ended(id_: int, status: int, used: resource.struct_rusage) -> dict[str, Any]:
    cpu_seconds = used.ru_utime + used.ru_stime
    code = os.waitstatus_to_exitcode(status)
    return {"op": "ended", "id": id_, "status": code, "cpu_seconds": cpu_seconds, "peak_kib": used.ru_maxrss}


def _kill(process: int) -> None:
    """The process, and whatever it may have started where no filter forbids that."""
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError):
            kill(process, signal.SIGKILL)


def _entry(module: str, function: str) -> child.Entry:
    entry: child.Entry = getattr(importlib.import_module(module), function)
    return entry


def _attempt(missing: dict[str, str], layer: Layer, make: Callable[[], T]) -> T | None:
    try:
        return make()
    except (OSError, KeyError, StopIteration) as error:
        missing[layer] = str(error)
        return None
