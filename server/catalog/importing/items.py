"""What is found in a foreign quiz."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from schema.questions import Question
from server.catalog.messages import complaints

_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


class CannotImport(Exception):
    """The file as a whole is of no use.  Its text goes on from the file's name, and names the fix."""


@dataclass(frozen=True, slots=True)
class Option:
    text: str  # Markdown
    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A question as the lesson will have it.  `table` holds the keys of its TOML table."""

    place: str
    group: str  # such as the category; each becomes a file
    table: Mapping[str, object]
    remarks: tuple[str, ...] = ()  # what is a little different here


@dataclass(frozen=True, slots=True)
class Skipped:
    place: str
    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}{f' ({self.name})' if self.name else ''}: skipped, {self.why}"


@dataclass(slots=True)
class Haul:
    """Everything that one file gave."""

    found: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def add(self, item: Found | Skipped) -> None:
        if isinstance(item, Found):
            item = checked(item)
        if isinstance(item, Found):
            self.found.append(item)
        else:
            self.skipped.append(item)


def checked(found: Found) -> Found | Skipped:
    """The question, if a lesson can hold it."""
    try:
        _QUESTION.validate_python(dict(found.table))
    except ValidationError as error:
        why = "; ".join(complaints(error, Question)).replace("  ", " ")
        return Skipped(found.place, name_of(found.table), f"it {why}")
    return found


def name_of(table: Mapping[str, object]) -> str:
    text = str(table.get("title") or table.get("prompt") or "").strip().split("\n")[0]
    return text if len(text) <= 50 else text[:49] + "…"


def choice_table(prompt: str, options: list[Option]) -> dict[str, object]:
    """A single or multiple choice, by how many are right."""
    form = "multiple" if sum(option.right for option in options) > 1 else "single"
    return {"form": form, "prompt": prompt, "options": "".join(map(_line, options))}


def _line(option: Option) -> str:
    mark = "x" if option.right else " "
    text = "\n  ".join(option.text.split("\n"))
    why = f"  > {' '.join(option.why.split())}\n" if option.why.strip() else ""
    return f"- [{mark}] {text}\n{why}"
