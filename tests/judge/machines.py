"""Forking processes for tests, with the layers wanted and with what attacks need already loaded."""

import ast
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from server.judge.machine import Machine
from server.judge.sandbox.layers import Layer
from server.judge.sandbox.limits import LIMITS, Limits
from server.judge.worker import ENGINE
from server.judge.zygote import Work, Zygote

HERE = Path(__file__).parent / "sandbox"
CASES = HERE / "cases"

EVERYTHING = frozenset(Layer)
FILTER_ONLY = frozenset({Layer.RLIMITS, Layer.SECCOMP})
LIMITS_ONLY = frozenset({Layer.RLIMITS})


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a server may find itself: what the system offers, and who started it."""

    name: str
    layers: frozenset[Layer]
    by_root: bool

    def __str__(self) -> str:
        return self.name


WAYS = (
    Way("all layers", EVERYTHING, True),
    Way("filter only", FILTER_ONLY, True),
    Way("all layers, as an ordinary user", EVERYTHING, False),
    Way("filter only, as an ordinary user", FILTER_ONLY, False),
)
# `make matrix` tries every case in every way, `make test` in the first one.
TRIED = WAYS if os.environ.get("THREADRACE_MATRIX") else WAYS[:1]

DANGEROUS = ("ctypes", "mmap", "multiprocessing", "resource", "socket", "subprocess", "tempfile")
ALL_DANGEROUS = (
    *DANGEROUS,
    *("select", "codecs", "importlib.machinery", "linecache", "marshal", "multiprocessing.shared_memory"),
    *("operator", "pickle", "tokenize", "warnings"),
)


@asynccontextmanager
async def forking(
    layers: frozenset[Layer] = EVERYTHING,
    *,
    by_root: bool = True,
    loaded: tuple[str, ...] = DANGEROUS,
    at_once: int = 1,
) -> AsyncIterator[Zygote]:
    """A forking process, as whoever runs the tests starts it, or as an ordinary user starts it."""
    preload = loaded if by_root else (*loaded, "payload.demote")
    work = Work({"payload": HERE / "payload"}, {"run": ("payload", "run")}, preload)
    zygote = await Zygote.start(work, layers, at_once=at_once)
    try:
        yield zygote
    finally:
        await zygote.stop()


def machine(way: Way, work: Work = ENGINE, limits: Limits = LIMITS) -> Machine:
    """As a server makes it that finds itself like that."""
    if not way.by_root:
        packages = {**work.packages, "payload": HERE / "payload"}
        work = replace(work, packages=packages, preload=(*work.preload, "payload.demote"))
    return Machine(work, layers=way.layers, limits=limits)


def forked(process: int | None = None) -> list[psutil.Process]:
    """The forking processes below a process (this one), and what they forked.

    Whatever else the tests have started, such as their Postgres, is none of these and must not be hurt.
    """
    return [below for below in psutil.Process(process).children(recursive=True) if _is_python(below)]


def _is_python(process: psutil.Process) -> bool:
    try:
        return process.name().startswith("python")
    except psutil.NoSuchProcess:
        return False


def source(folder: str, name: str) -> dict[str, str]:
    """The job that runs one case."""
    return {"source": (CASES / folder / f"{name}.py").read_text()}


def names(folder: str) -> list[str]:
    """All cases of a folder."""
    return sorted(path.stem for path in (CASES / folder).glob("*.py"))


def said(path: Path, key: str) -> str | None:
    """What the first line of a case says of it, such as `gate: reject`."""
    first = ast.get_docstring(ast.parse(path.read_text())) or ""
    found = re.search(rf"{key}: (\w+)", first)
    return found[1] if found else None
