"""Forking processes for tests, with the layers wanted and with what attacks need already loaded."""

import ast
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from server.judge.sandbox.layers import Layer
from server.judge.zygote import Work, Zygote

HERE = Path(__file__).parent / "sandbox"
CASES = HERE / "cases"

EVERYTHING = frozenset(Layer)
FILTER_ONLY = frozenset({Layer.RLIMITS, Layer.SECCOMP})
LIMITS_ONLY = frozenset({Layer.RLIMITS})

DANGEROUS = ("ctypes", "mmap", "multiprocessing", "resource", "socket", "subprocess", "tempfile")


@asynccontextmanager
async def forking(layers: frozenset[Layer] = EVERYTHING, *, by_root: bool = True) -> AsyncIterator[Zygote]:
    """A forking process, as whoever runs the tests starts it, or as an ordinary user starts it."""
    preload = DANGEROUS if by_root else (*DANGEROUS, "payload.demote")
    work = Work({"payload": HERE / "payload"}, {"run": ("payload", "run")}, preload)
    zygote = await Zygote.start(work, layers)
    try:
        yield zygote
    finally:
        await zygote.stop()


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
