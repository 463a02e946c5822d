"""Reading the files of a lesson: only inside its folder, only text, only so much."""

import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from server.catalog.problems import Unreadable

FILE_BYTES_MAX = 256 * 1024


def inside(folder: Path, name: str) -> Path:
    """The file of that name in the folder; names are written with / on every system."""
    if "\\" in name:
        raise Unreadable(f"names {name}: write / instead of \\")
    path = folder / name
    try:
        resolved, root = path.resolve(), folder.resolve()
    except (OSError, ValueError, RuntimeError):
        raise Unreadable(f"names {name!r}, which is no possible file name") from None
    if not resolved.is_relative_to(root):
        raise Unreadable(f"names {name}, which is outside the lesson folder: copy the file into it")
    return path


def check_exists(path: Path, name: str = "") -> None:
    """Complain if no such file is there; `name` is how the author wrote it, where that must be said."""
    try:
        exists = path.is_file()
    except (OSError, ValueError):
        exists = False
    if not exists:
        raise Unreadable(f"names {name}, which {_missing(path)}" if name else _missing(path))


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole file, if it is an ordinary one and no longer than `limit` bytes."""
    try:
        check_exists(path)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(content) > limit:
        raise Unreadable(
            f"is larger than {limit // 1024} kB: make it shorter, or divide it into several files"
        )
    return content


def read_text(path: Path) -> str:
    """The file's text, with line ends as `\\n` and no byte order mark."""
    content = read_bytes(path, FILE_BYTES_MAX)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"is not UTF-8 text (line {line}): save it with the encoding UTF-8") from None
    if "\x00" in text:
        raise Unreadable("contains a NUL character: save it as plain text with the encoding UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_toml(path: Path) -> dict[str, Any]:
    """The file as a table."""
    text = read_text(path)
    try:
        table = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and what a number of a thousand digits raises
        raise Unreadable(f"is not valid TOML: {error}{_hint(str(error))}") from None
    except RecursionError:
        raise Unreadable("is not valid TOML: brackets are nested too deeply") from None
    if any("\x00" in string for string in _strings(table)):
        raise Unreadable("contains the NUL character \\u0000, which no screen can show: take it out")
    return table


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)


def _missing(path: Path) -> str:
    if path.is_dir():
        return "is a folder, and a file is wanted"
    if path.parent.is_dir():
        names = [p.name for p in path.parent.iterdir()]
        close = get_close_matches(path.name, names, n=1)
        if close:
            return f"does not exist; did you mean {close[0]}?"
    return "does not exist: create it, or correct its name"


def _hint(error: str) -> str:
    """What usually lies behind the parser's complaint."""
    if "escape" in error:
        return "; write texts between ''' and ''', where a backslash is just a backslash"
    if "overwrite" in error or "twice" in error:
        return "; is a key there twice, or a [[…]] heading missing between two entries?"
    if "Illegal character '\\n'" in error:
        return "; a text of several lines stands between ''' and '''"
    if "Unterminated" in error or "Expected" in error:
        return "; is a quotation mark or a closing ''' missing?"
    return ""
