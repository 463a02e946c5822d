"""A room's results as a file: CSV for a spreadsheet, JSON for a program."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Literal

from server.store.results import RoomResults, StepHead, StepResult, StudentResult

Format = Literal["csv", "json"]
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheet programs take UTF-8 for something older
# What begins a formula, wide signs included, which spreadsheets of East Asia read as the plain ones.
_FORMULA = r"(?=[\s\x00\u200b\ufeff\"]*[=+\-@＝＋－＠])"
_AT_START = re.compile(rf"\A(?:{_FORMULA}|(?=[\t\r\n]))")
_AT_CELL = re.compile(rf"([;\t\r\n]){_FORMULA}")


def to_csv(results: RoomResults) -> str:
    """One line per student, best first.  No cell is a formula, whatever a student typed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([defused(cell) for cell in _header(results)])
    for student in results.students:
        writer.writerow([defused(cell) for cell in _line(results, student)])
    return BYTE_ORDER_MARK + text.getvalue()


def to_json(results: RoomResults) -> str:
    """Everything that is in the CSV, by name, and when the lesson was."""
    return (
        json.dumps(asdict(results), ensure_ascii=False, indent=2, default=lambda time: time.isoformat())
        + "\n"
    )


def export(results: RoomResults, format: Format) -> str:
    return to_csv(results) if format == "csv" else to_json(results)


def defused(cell: str) -> str:
    """The text as a spreadsheet shows it, never as a formula that it runs.

    A program that ends cells at semicolons or lines, whatever the quotes say, finds none either.
    """
    return _AT_START.sub("'", _AT_CELL.sub(r"\1'", cell))


def _header(results: RoomResults) -> list[str]:
    named = [f"{number}. {head.title}" for number, head in enumerate(results.steps, start=1)]
    columns = [
        f"{name}: {column}"
        for name, head in zip(named, results.steps, strict=True)
        for column in _columns(head)
    ]
    return ["rank", "number", "name", "points", *columns]


def _columns(head: StepHead) -> tuple[str, ...]:
    match head.kind:
        case "question":
            return ("points", "answer", "mark")
        case "race":
            return ("points", "verdict", "attempts", "seconds", "sandbox")


def _line(results: RoomResults, student: StudentResult) -> Iterator[str]:
    yield from (str(student.rank), str(student.number), student.name, str(student.points))
    for head, step in zip(results.steps, student.steps, strict=True):
        yield from _cells(head, step)


def _cells(head: StepHead, step: StepResult) -> tuple[str, ...]:
    match head.kind:
        case "question":
            return (str(step.points), step.answer, step.mark)
        case "race":
            seconds = "" if step.race_seconds is None else f"{step.race_seconds:.1f}"
            return (str(step.points), step.verdict, str(step.attempts or ""), seconds, step.sandbox)
