"""An author's tour becomes a run, and must be one that could happen: it is played before anybody sees it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from schema.tour import RunStep, TourFile
from server.room import plan

_IN_SOURCE = ("local", "read", "write", "acquire", "release", "waits")  # their line must name their target


def tour(written: TourFile, notes: str) -> plan.Tour:
    """The tour as a room plays it.  A read without a value reads what is there."""
    run = _Run(written)
    return plan.Tour(
        title=written.title,
        source=written.source.strip("\n"),
        threads=tuple(written.threads),
        cells=tuple(plan.Cell(name, str(value)) for name, value in written.heap.items()),
        steps=tuple(run.play(step) for step in written.step),
        notes_md=notes.strip(),
    )


def mistakes(written: TourFile) -> Iterator[str]:
    """What could not happen so, one sentence for each step in question."""
    run = _Run(written)
    for number, step in enumerate(written.step, start=1):
        for mistake in run.mistakes(step):
            yield f"step {number} {mistake}"
        run.play(step)


@dataclass(slots=True)
class _Run:
    """The run so far."""

    written: TourFile
    heap: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    calls: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heap = {name: str(value) for name, value in self.written.heap.items()}

    def play(self, step: RunStep) -> plan.RunStep:
        value = str(step.value)
        match step.does:
            case "read" if value == "":
                value = self.heap.get(step.target, "")
            case "write":
                self.heap[step.target] = value
            case "acquire":
                self.owners[step.target] = step.thread
                self.waiting.pop(step.thread, None)
            case "release":
                self.owners.pop(step.target, None)
            case "waits" | "joins":
                self.waiting[step.thread] = step.target
            case "join":
                self.waiting.pop(step.thread, None)
            case "call":
                self.calls.setdefault(step.thread, []).append(step.target)
            case "return" if self.calls.get(step.thread):
                self.calls[step.thread].pop()
            case "start" if step.target in self.letters():
                value = str(_index(step.target) + 1)
        return plan.RunStep(_index(step.thread), step.line, step.does, step.target, value, step.says.strip())

    def letters(self) -> str:
        return "ABCDEFGH"[: len(self.written.threads)]

    def mistakes(self, step: RunStep) -> Iterator[str]:
        if step.thread not in ("", *self.letters()):
            yield f"is thread {step.thread}'s, which is not there: describe it in threads"
        if step.does != "note" and not step.thread:
            yield f'does {step.does}, and nobody does it: add thread = "A"'
        if step.does == "note" and not step.says.strip():
            yield "has neither does nor says: add one of them"
        yield from self._about_line(step)
        yield from self._about_deed(step)

    def _about_line(self, step: RunStep) -> Iterator[str]:
        lines = self.written.source.strip("\n").split("\n")
        if step.line > len(lines):
            yield f"is at line {step.line}, and the source has {len(lines)}"
        elif step.line and step.does in _IN_SOURCE and step.target not in lines[step.line - 1]:
            yield f"does {step.does} {step.target}, which line {step.line} does not mention"

    def _about_deed(self, step: RunStep) -> Iterator[str]:
        does, target, owner = step.does, step.target, self.owners.get(step.target)
        if does != "note" and not target:
            yield f"does {does} without a target: add target = …"
        if does in ("read", "write") and target not in self.heap:
            yield f"does {does} {target}, which is not on the heap: add it to [heap]"
        elif does == "read" and str(step.value) not in ("", self.heap[target]):
            yield f"reads {target} as {step.value}, but it is {self.heap[target]} then"
        if does == "write" and step.value == "":
            yield f"writes {target} without a value: add value = …"
        if does == "acquire" and owner is not None:
            yield f"takes {target}, which thread {owner} holds: let it be given back first, or write waits"
        if does == "release" and owner != step.thread:
            yield f"gives back {target}, which thread {step.thread} does not hold"
        if does == "waits" and owner is None:
            yield f"waits for {target}, which nobody holds: write acquire"
        if does == "return" and not self.calls.get(step.thread):
            yield f"returns from {target}, which thread {step.thread} has not called"
        if does in ("start", "join", "joins") and target not in self.letters():
            yield f"does {does} {target}: write the letter of a thread"
        if step.thread in self.waiting and does not in ("note", "acquire", "join"):
            yield f"does {does}, but thread {step.thread} waits for {self.waiting[step.thread]}"


def _index(letter: str) -> int:
    return "ABCDEFGH".index(letter) if letter else -1
