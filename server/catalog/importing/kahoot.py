"""Kahoot's spreadsheet: a row per question, with up to four answers, a time limit and the right answers.

The file is from anybody, so it is opened only after its size is known, and nothing in it is computed.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from server.catalog.importing.items import CannotImport, Found, Haul, Option, Skipped, choice_table
from server.catalog.importing.markup import escaped

FILE_BYTES_MAX = 5 * 1024 * 1024
UNPACKED_BYTES_MAX = 40 * 1024 * 1024
PARTS_MAX = 500
ROWS_MAX, COLUMNS_MAX = 2_000, 16
UNREADABLE = (
    InvalidFileException,
    zipfile.BadZipFile,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    SyntaxError,
)
FORMULA = "\x00formula"
_SECONDS = (5, 900)
_NOT_KAHOOT = "is no Kahoot spreadsheet: no row has the headings Question, Answer 1 and Correct answer(s)"

Row = list[str]
Columns = dict[str, int]


def read_kahoot(path: Path) -> Haul:
    """Every question of the first sheet that has Kahoot's headings.  Raises `CannotImport`."""
    _check_size(path)
    try:
        sheets = list(_sheets(path))
    except UNREADABLE as error:
        raise CannotImport(_why_unread(error)) from None
    for rows in sheets:
        for number, row in rows:
            if columns := _columns(row):
                return _haul(columns, (later for later in rows if later[0] > number))
    raise CannotImport(f"{_NOT_KAHOOT}.  Export it from Kahoot, or copy it into Kahoot's template")


def _why_unread(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            return "holds XML entities, which no spreadsheet needs: save it anew from Excel"
        cause = cause.__cause__ or cause.__context__
    return "cannot be read as a spreadsheet: open it in Excel and save it anew as .xlsx"


def _check_size(path: Path) -> None:
    if path.stat().st_size > FILE_BYTES_MAX:
        raise CannotImport(f"is larger than {FILE_BYTES_MAX >> 20} MB: take the pictures out")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise CannotImport("is no .xlsx file: in Excel choose Save as, Excel workbook (.xlsx)") from None
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_BYTES_MAX:
        raise CannotImport("unpacks to far more than a quiz can hold, and is left alone")


def _sheets(path: Path) -> Iterator[list[tuple[int, Row]]]:
    workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            cells = sheet.iter_rows(min_row=1, max_row=ROWS_MAX, max_col=COLUMNS_MAX)
            yield [(number, [_text(cell) for cell in row]) for number, row in enumerate(cells, start=1)]
    finally:
        workbook.close()


def _text(cell: object) -> str:
    """What one reads in the cell; a formula is not computed."""
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "f":
        return FORMULA
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _columns(row: Row) -> Columns | None:
    """Where what stands, if this row has Kahoot's headings."""
    found: Columns = {}
    for index, heading in enumerate(row):
        words = heading.casefold()
        if words.startswith("question"):
            found.setdefault("question", index)
        elif match := re.match(r"answer\s*([1-4])\b", words):
            found.setdefault(match[1], index)
        elif words.startswith("time limit"):
            found.setdefault("seconds", index)
        elif words.startswith("correct answer"):
            found.setdefault("right", index)
    return found if {"question", "1", "2", "right"} <= found.keys() else None


def _haul(columns: Columns, rows: Iterable[tuple[int, Row]]) -> Haul:
    haul = Haul()
    for number, row in rows:
        wanted = {name: row[index] for name, index in columns.items()}
        if any(wanted[name] for name in wanted if name != "seconds"):
            haul.add(_item(f"row {number}", wanted))
    return haul


def _item(place: str, row: dict[str, str]) -> Found | Skipped:
    name = row["question"] if row["question"] != FORMULA else ""
    if FORMULA in row.values():
        return Skipped(place, name, "a cell of it is a formula: put its value there")
    if not row["question"]:
        return Skipped(place, "", "it has no question")
    answers = {number: row[number] for number in "1234" if row.get(number)}
    right = _right(row["right"])
    if right is None or not right:
        return Skipped(place, name, f'its right answers are "{row["right"]}": write numbers such as 1,3')
    if missing := sorted(right - answers.keys()):
        return Skipped(place, name, f"answer {missing[0]} is right, and is empty")
    options = [Option(escaped(text), number in right) for number, text in answers.items()]
    table = choice_table(escaped(row["question"]), options)
    seconds, remarks = _seconds(row.get("seconds", ""))
    return Found(place, "", table | ({"seconds": seconds} if seconds else {}), remarks)


def _right(text: str) -> set[str] | None:
    """`1,3` as a set.  Where a comma is the decimal point, Excel makes the number 1.3 of it."""
    return set(re.findall(r"[1-4]", text)) if re.fullmatch(r"[1-4\s,;.&+/]*", text) else None


def _seconds(text: str) -> tuple[int | None, tuple[str, ...]]:
    if not text:
        return None, ()
    try:
        seconds = round(float(text))
    except (ValueError, OverflowError):
        return None, (f'its time limit is "{text}", so it gets the usual one',)
    least, most = _SECONDS
    return max(least, min(most, seconds)), ()
