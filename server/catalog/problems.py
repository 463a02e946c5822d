"""What is wrong with a lesson: in which file, where in it, and what mends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One line for the author, such as `questions/bank.toml: question 3 has no prompt`."""

    file: str
    text: str

    def __str__(self) -> str:
        return " ".join(f"{self.file}: {self.text}".split())


class LessonError(Exception):
    """A lesson that cannot be played.  Its text is every problem found, one per line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Unreadable(Exception):
    """One thing cannot be read, and the rest can.  Its text is the sentence for the author."""


@dataclass(slots=True)
class Findings:
    """All that has been found so far: reading goes on after a problem, so that the author sees them all."""

    problems: list[Problem] = field(default_factory=list)
    advice: list[Problem] = field(default_factory=list)

    @contextmanager
    def noting(self, file: str, place: str = "") -> Iterator[None]:
        """Whatever is unreadable inside is noted, and the reading goes on behind."""
        try:
            yield
        except Unreadable as unreadable:
            self.problems.append(Problem(file, f"{place} {unreadable}".strip()))
