"""Results open in any spreadsheet, add up, and run nothing."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from server.export import BYTE_ORDER_MARK, defused, export, to_csv, to_json
from server.store.results import RoomResults, StepHead, StepResult, StudentResult

RESULTS = RoomResults(
    code="CDFGHJ",
    series="CS 1",
    title="Threads",
    opened=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
    ended=None,
    steps=(StepHead(2, "question", "Final, value"), StepHead(9, "race", "Safe transfer")),
    students=(
        StudentResult(
            2,
            "Zoë 🐢",
            1900,
            1,
            (
                StepResult(points=1000, answer="C", mark="right"),
                StepResult(900, "", "", 3, "accepted", race_seconds=81.26, place=1, sandbox="isolated"),
            ),
        ),
        StudentResult(1, '=HYPERLINK("http://evil.example")', 0, 2, (StepResult(), StepResult())),
    ),
)


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_each_student_is_a_line_and_each_column_has_a_name():
    header, first, second = table(to_csv(RESULTS))

    assert header == [
        *("rank", "number", "name", "points"),
        *("1. Final, value: points", "1. Final, value: answer", "1. Final, value: mark"),
        *("2. Safe transfer: points", "2. Safe transfer: verdict"),
        *("2. Safe transfer: attempts", "2. Safe transfer: seconds", "2. Safe transfer: sandbox"),
    ]
    assert first == [
        *("1", "2", "Zoë 🐢", "1900"),
        *("1000", "C", "right"),
        *("900", "accepted", "3", "81.3", "isolated"),
    ]
    assert second[4:] == ["0", "", "", "0", "", "", "", ""]


def test_a_spreadsheet_sees_that_it_is_utf_8():
    assert to_csv(RESULTS).encode().startswith(b"\xef\xbb\xbf")


def test_a_nickname_that_is_a_formula_stays_text():
    assert table(to_csv(RESULTS))[2][2] == '\'=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff=", '"=']
)
def test_nothing_that_begins_like_a_formula_is_one(begin: str):
    """X08."""
    assert defused(f"{begin}1+1") == f"'{begin}1+1"


@pytest.mark.parametrize("end", [";", "\t", "\r", "\n", "\r\n", "; ", ';"', ';""', '; "'])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_nor_is_what_stands_after_the_end_of_a_cell(end: str, sign: str):
    """X08: for a program that splits at semicolons, tabs or lines, whatever is quoted."""
    for cell in csv.reader(io.StringIO(defused(f"Ada{end}{sign}1+1"), newline=""), delimiter=";"):
        assert not any(part.lstrip().startswith(sign) for part in cell)
    assert sign in defused(f"Ada{end}{sign}1+1")


@pytest.mark.parametrize("harmless", ["", "Ada", "1 = 1", "'quoted'", "a\nb", "a; b", "x=1", "Ada-Lou"])
def test_everything_else_stays_as_it_is(harmless: str):
    assert defused(harmless) == harmless


def test_no_cell_of_the_whole_file_is_a_formula():
    """X08: names, titles, typed answers and verdicts."""
    evil = "=HYPERLINK(1)"
    head = (StepHead(2, "question", evil), StepHead(9, "race", f"x;{evil}"))
    cells = (StepResult(answer=f"a\n{evil}", mark=evil), StepResult(verdict=evil, sandbox=f"\t{evil}"))
    results = replace(RESULTS, steps=head, students=(StudentResult(1, evil, 0, 1, cells),))
    found = [cell for row in table(to_csv(results)) for cell in row]

    assert sum(evil in cell for cell in found) == 5 + 3 + 5
    assert not [
        part for cell in found for part in re.split(r"[;\t\r\n]", cell) if part[:1] in "=+-@" and part
    ]


def test_json_has_everything_by_name():
    read = json.loads(to_json(RESULTS))

    assert read["students"][0]["steps"][1]["race_seconds"] == 81.26
    assert read["students"][1]["name"] == '=HYPERLINK("http://evil.example")'
    assert read["opened"] == "2026-09-01T08:30:00+00:00"


def test_the_format_decides():
    assert export(RESULTS, "csv") == to_csv(RESULTS)
    assert export(RESULTS, "json") == to_json(RESULTS)
