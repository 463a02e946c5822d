"""Tries to break out.  Run in a confined process, where every try has to fail, and, to show that the probes
can see at all, in a process without the layers, where most of them succeed."""

import contextlib
import mmap
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

Emit = Callable[[dict[str, Any]], None]

GOOD_THREADS = 50
GOOD_ROUNDS = 20


def run(job: dict[str, Any], emit: Emit) -> None:
    """Says which probes came through, and whether an honest program with fifty threads still works."""
    wanted = job.get("probes", list(PROBES))
    escaped = [name for name in wanted if _escapes(PROBES[name])]
    emit({"type": "probes", "escaped": escaped, "good": _good_program() if job.get("good", True) else None})


def attack(job: dict[str, Any], emit: Emit) -> None:
    """Makes a call that only an attack makes.  A working filter ends the process here."""
    with contextlib.suppress(OSError):
        os.chroot("/")
    emit({"type": "probes", "escaped": ["attack"], "good": None})


def _escapes(probe: Callable[[], object]) -> bool:
    try:
        probe()
    except (OSError, ValueError, AttributeError):  # the last: this system has no such call
        return False
    return True


def _good_program() -> bool:
    lock, total = threading.Lock(), 0

    def work() -> None:
        nonlocal total
        for _ in range(GOOD_ROUNDS):
            with lock:
                total += 1

    threads = [threading.Thread(target=work) for _ in range(GOOD_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total == GOOD_THREADS * GOOD_ROUNDS


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _raise_a_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (1, hard - 1))


def _run_made_code() -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC).close()


PROBES: dict[str, Callable[[], object]] = {
    "read a file": lambda: os.close(os.open("/etc/passwd", os.O_RDONLY)),
    "write a file": lambda: os.close(os.open(os.devnull, os.O_WRONLY)),
    "list a folder": lambda: os.listdir("/"),
    "look at a file": lambda: os.stat("/"),
    "make a socket": lambda: socket.socket().close(),
    "make a local socket": lambda: socket.socket(socket.AF_UNIX).close(),
    "start a process": _fork,
    "run a program": lambda: os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0),
    "signal its parent": lambda: os.kill(os.getppid(), 0),
    "signal itself": lambda: os.kill(os.getpid(), signal.SIGCONT),
    "change its limits": _raise_a_limit,
    "change its priority": lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)),
    "run code it made": _run_made_code,
}

# What must come through where no layer is on, whoever started the server: else the probes prove nothing.
MUST_ESCAPE_UNCONFINED = frozenset(
    {"list a folder", "start a process", "run code it made", "signal its parent"}
)
