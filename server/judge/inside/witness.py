"""A failing schedule as steps that a student understands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .execute import Result, Stage
from .explorer import Found
from .instrument import Program
from .knowledge import Knowledge
from .primitives.base import Primitive
from .primitives.threads import Thread
from .schedulers.replay import Replay
from .tasks import ALL, JOIN, MAIN, SPIN, Task
from .turnstile import NOW

STEPS_MAX = 300
_QUIET = ("made", "module", "target", "again")


@dataclass(slots=True)
class Mark:
    """One thing that a thread did."""

    thread: int
    line: int
    column: int
    op: str
    target: str
    value: str
    place: tuple[int, Any] | None = None
    held: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        return {
            "thread": self.thread, "line": self.line, "column": self.column, "op": self.op,
            "target": self.target, "value": self.value,
        }  # fmt: skip


@dataclass(slots=True)
class Told:
    """A run, told step by step."""

    result: Result
    marks: list[Mark]
    names: dict[int, str] = field(default_factory=dict)

    def name_of(self, thing: Any) -> str:
        return self.names.get(id(thing), type(thing).__name__)


def tell(stage: Stage, found: Found) -> Told:
    """Run the schedule once more, and write down what happens."""
    recorder = Recorder(stage.program)
    result = stage.play(
        found.rules.scenario, Replay(found.segments), Knowledge(), note=recorder.note, every_site=True
    )
    return Told(result, recorder.finish(result), recorder.names)


class Recorder:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.marks: list[Mark] = []
        self.names: dict[int, str] = {}
        self.touched: dict[int, dict[Any, list[tuple[int, bool]]]] = {}

    def note(self, what: str, *details: Any) -> None:
        run = NOW.run
        assert run is not None
        if what == "module":
            self._name_all(details[0].items(), "", 3)
        elif what == "target":
            self._name(details[0], "self", 4)
        elif what not in _QUIET and run.current.index != MAIN:
            self._mark(run.current, what, details)

    # -- names ----------------------------------------------------------------------------------

    def _name_all(self, items: Any, prefix: str, depth: int) -> None:
        for name, value in list(items):
            if isinstance(name, str) and not name.startswith("__"):
                self._name(value, prefix + name, depth)

    def _name(self, thing: Any, path: str, depth: int) -> None:
        if depth == 0 or id(thing) in self.names or isinstance(thing, int | str | float | type(None)):
            return
        if callable(thing) and not isinstance(thing, Primitive):
            return
        self.names[id(thing)] = path
        if isinstance(thing, list | tuple):
            for place, value in enumerate(thing[:32]):
                self._name(value, f"{path}[{place}]", depth - 1)
        elif isinstance(thing, dict):
            for key, value in list(thing.items())[:32]:
                self._name(value, f"{path}[{short(key)}]", depth - 1)
        elif not isinstance(thing, Primitive | Thread):
            self._name_all(getattr(thing, "__dict__", {}).items(), path + ".", depth - 1)
            for slot in getattr(type(thing), "__slots__", ()):
                if isinstance(slot, str) and hasattr(thing, slot):
                    self._name(getattr(thing, slot), f"{path}.{slot}", depth - 1)

    def _path(self, thing: Any, site: int) -> str:
        known = self.names.get(id(thing))
        if known is not None or site < 0:
            return known or "?"
        base = self.program.sites[site].base
        return self.program.text(base) if base else self.program.text(self.program.sites[site].span)

    # -- steps ----------------------------------------------------------------------------------

    def _mark(self, task: Task, what: str, details: tuple[Any, ...]) -> None:
        run = NOW.run
        assert run is not None
        place, run.last = run.last, None
        if what.startswith(("load", "store", "contains", "method", "delete")):
            self._data(task, what, details, place)
        elif what in ("call", "return"):
            self._call(task, what, details)
        else:
            thing = details[0]
            value = short(details[1]) if len(details) > 1 and details[1] is not None else ""
            self._add(task, task.site, what, self._sync_name(thing, task.site), value)

    def _data(self, task: Task, what: str, details: tuple[Any, ...], place: Any) -> None:
        if place is None:
            return
        thing, value, site, key = details
        number, where, write = place
        self.touched.setdefault(number, {}).setdefault(where, []).append((task.index, write))
        match what.split():
            case [_, "item"]:
                target = f"{self._path(thing, site)}[{short(key)}]"
            case [_, "name"]:
                target = self.program.text(self.program.sites[site].span)
            case [_, "whole"] | ["contains"]:
                target = self._path(thing, site)
            case ["method"]:
                name, args, _, _ = key
                owner = self._path(thing, site).removesuffix(f".{name}")
                target = f"{owner}.{name}({', '.join(map(short, args))})"
            case _:
                target = f"{self._path(thing, site)}.{key}"
        self._add(task, site, "write" if write else "read", target, short(value), (number, where))

    def _call(self, task: Task, what: str, details: tuple[Any, ...]) -> None:
        value = ""
        if what == "return":
            kind, got = details[2]
            value = f"raises {got}" if kind == "raise" else short(got)
        self._add(task, -1, what, details[0], value)

    def _sync_name(self, thing: Any, site: int) -> str:
        if isinstance(thing, Thread):
            return thing.name
        if thing is None:
            return ""
        known = self.names.get(id(thing))
        if known is not None:
            return known
        text = self._path(thing, site)
        name = text.rpartition(".")[0] if text.endswith(_ENDINGS) else text
        return name if 0 < len(name) < 60 else type(thing).__name__

    def _add(self, task: Task, site: int, op: str, target: str, value: str, place: Any = None) -> None:
        known = self.program.sites[site] if 0 <= site < len(self.program.sites) else None
        line, column = (known.line, known.column) if known else (0, 0)
        self.marks.append(Mark(task.index - 1, line, column, op, target[:120], value, place))

    # -- the end --------------------------------------------------------------------------------

    def finish(self, result: Result) -> list[Mark]:
        """The steps that matter: synchronisation, calls, and data that several threads meet at."""
        kept = [m for m in self.marks if m.place is None or self._is_shared(m.place)]
        for task, op in result.waiting:
            if task.index == MAIN:
                continue
            what = {SPIN: "spins", JOIN: "joins"}.get(op.kind, "waits")
            target = "" if op.kind == SPIN else self._sync_name(op.what, task.site)
            site = op.what.site if op.kind == SPIN else task.site
            known = self.program.sites[site]
            kept.append(Mark(task.index - 1, known.line, known.column, what, target, ""))
        return kept

    def _is_shared(self, place: tuple[int, Any]) -> bool:
        number, where = place
        meets = [
            access
            for other, accesses in self.touched[number].items()
            if other == where or ALL in (other, where)
            for access in accesses
        ]
        return len({who for who, _ in meets}) > 1 and any(write for _, write in meets)


_ENDINGS = (
    ".acquire", ".release", ".wait", ".notify", ".notify_all", ".put", ".get", ".set", ".join", ".submit",
    ".result", ".locked", ".wait_for", ".put_nowait", ".get_nowait",
)  # fmt: skip


def short(value: Any) -> str:
    """A value in few characters, without asking the student's `__repr__`."""
    match value:
        case None | bool() | int() | float():
            text = repr(value)
        case str():
            text = repr(value[:40])
        case list() | tuple() if len(value) <= 12:
            inside = ", ".join(short(v) for v in value)
            text = f"[{inside}]" if isinstance(value, list) else f"({inside})"
        case dict() if len(value) <= 12:
            text = "{" + ", ".join(f"{short(k)}: {short(v)}" for k, v in value.items()) + "}"
        case set() if len(value) <= 12:
            text = "{" + ", ".join(sorted(short(v) for v in value)) + "}"
        case _:
            text = f"<{type(value).__name__}>"
    return text if len(text) <= 80 else text[:79] + "…"
