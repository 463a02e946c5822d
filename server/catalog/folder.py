"""One lesson folder being read: its files, checked against their models, and what was found on the way."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from schema.lesson import Step
from schema.questions import MarkedQuestion, Question
from schema.written import Written
from server.catalog.files import check_exists, inside, read_toml
from server.catalog.messages import complaints
from server.catalog.pictures import with_pictures
from server.catalog.problems import Findings, Problem, Unreadable
from server.catalog.programs import Claim, claims

LESSON_FILE = "lesson.toml"
_STEP: TypeAdapter[Step] = TypeAdapter(Step)
Table = TypeVar("Table", bound=Written)


@dataclass(slots=True)
class LessonFolder:
    path: Path
    findings: Findings = field(default_factory=Findings)
    used: set[str] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)  # programs that the judge can prove or refute

    def problem(self, place: str, text: str, file: str = LESSON_FILE) -> None:
        self.findings.problems.append(Problem(file, f"{place} {text}".strip()))

    def valid(self, model: type[Table], value: object, file: str) -> Table | None:
        """The value as the model has it, or None with every complaint noted."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self._note(error, model, file)
            return None

    def step(self, index: int, value: object) -> Step | None:
        try:
            return _STEP.validate_python(value)
        except ValidationError as error:
            self._note(error, Step, LESSON_FILE, ("step", index))
            return None

    def file(self, name: str, place: str) -> Path | None:
        """The file that a step names, or None with the problem noted."""
        with self.findings.noting(LESSON_FILE, place):
            path = inside(self.path, name)
            check_exists(path, name)
            self.used.add(path.resolve().relative_to(self.path.resolve()).as_posix())
            return path
        return None

    def table(self, model: type[Table], name: str, place: str) -> Table | None:
        """The TOML file that a step names, checked."""
        if path := self.file(name, place):
            with self.findings.noting(name):
                return self.valid(model, read_toml(path), name)
        return None

    def pictured(self, markdown: str, file: str) -> str:
        """The text with its pictures in it."""
        return with_pictures(markdown, self.path, file, self.findings)

    def note_programs(self, asked: Question, file: str, place: str) -> None:
        """Remember what a question claims about programs."""
        if isinstance(asked, MarkedQuestion):
            self.claims += claims(asked, file, place)

    def _note(self, error: ValidationError, model: object, file: str, at: tuple[str | int, ...] = ()) -> None:
        self.findings.problems += [Problem(file, text) for text in complaints(error, model, at)]


def one_of(file: str | None, here: object, name: str) -> None:
    """A step's content is in a file or written here; not both, not neither."""
    if file and here:
        raise Unreadable(f"has both file and {name}: keep one")
    if not file and not here:
        raise Unreadable(f"has neither file nor {name}: add one")
