"""A lesson folder made of what was found: lesson.toml, and a file of questions for each group."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from schema.lesson import STEPS_MAX
from schema.written import LIST_MAX
from server.catalog.importing.items import CannotImport, Found
from server.catalog.new import check_free, write_schemas

Table = Mapping[str, object]
_BLOCKS = ("prompt", "options", "pairs", "explanation")  # written over several lines


def write_lesson(folder: Path, title: str, found: list[Found]) -> list[str]:
    """Write the lesson; the names of its files.  Raises `Occupied` or `CannotImport`."""
    check_free(folder)
    if len(found) >= STEPS_MAX:
        raise CannotImport(f"has {len(found)} questions, and a lesson holds {STEPS_MAX - 1}: divide it first")
    files = {name: _questions(tables) for name, tables in _files(found)}
    (folder / "questions").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "lesson.toml").write_text(_lesson(title, list(files)), encoding="utf-8")
    write_schemas(folder)
    return ["lesson.toml", *files]


def _files(found: list[Found]) -> Iterator[tuple[str, list[Table]]]:
    """In the order of the groups' first questions; none longer than a file of questions may be."""
    groups: dict[str, list[Table]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one.table)
    parts = [
        (group, tables[begin : begin + LIST_MAX])
        for group, tables in groups.items()
        for begin in range(0, len(tables), LIST_MAX)
    ]
    for number, (group, tables) in enumerate(parts, start=1):
        slug = re.sub(r"[^a-z0-9]+", "-", group.casefold()).strip("-")[:40]
        yield f"questions/{number:02}-{slug or 'questions'}.toml", tables


def _lesson(title: str, files: list[str]) -> str:
    steps = "".join(f'\n[[step]]\nkind = "questions"\nfile = {_string(name)}\n' for name in files)
    return (
        f"#:schema .schema/lesson.schema.json\ntitle = {_string(title)}\n{steps}"
        f'\n[[step]]\nkind = "podium"\ntitle = "The podium"\n'
    )


def _questions(tables: list[Table]) -> str:
    parts = ["#:schema ../.schema/questions.schema.json\n"]
    for table in tables:
        parts.append("\n[[question]]\n")
        parts += [f"{key} = {_value(key, value)}\n" for key, value in table.items()]
    return "".join(parts)


def _value(key: str, value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case int() | float():
            return repr(value)
        case list():
            return f"[{', '.join(_string(str(one)) for one in value)}]"
        case _ if key in _BLOCKS:
            return _text(str(value))
        case _:
            return _string(str(value))


def _text(text: str) -> str:
    """As an author would write it, between ''' and ''', where that is possible."""
    if "'''" in text or text.endswith("'") or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        return _string(text)
    return f"'''\n{text}{'' if text.endswith(chr(10)) else chr(10)}'''"


def _string(text: str) -> str:
    """JSON's way to write a string is one of TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
