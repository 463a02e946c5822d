"""Kahoot's spreadsheet, as its template has it, and as people fill it in."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from server.catalog.cli import check_command
from server.catalog.importing.cli import import_command
from server.catalog.importing.items import CannotImport
from server.catalog.importing.kahoot import read_kahoot
from server.catalog.read import load_lesson
from server.room.plan import Question

INTRODUCTION = (
    ("", "Quiz template"),
    ("", "Add questions, at least two answer alternatives, time limit and choose correct answers."),
    ("", "Remember: questions have a limit of 120 characters and answers can have 75 characters max."),
    (),
)
HEADINGS = (
    "",
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in (1, 2, 3, 4)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
QUESTIONS = (
    (1, "How many threads may hold a lock?", "one", "two", "three", "any number", 20, 1),
    (2, "Which are shared?", "heap", "stack", "globals", "registers", 60, "1,3"),
    (3, "Is a *list* thread-safe?", True, False, None, None, 5, "2"),
    (4, "2 + 2 threads?", 4, 5, None, None, None, 1.0),
    (5, "Typed with a decimal comma?", "a", "b", "c", None, "30", 1.3),
)
BROKEN = (
    (6, "Nothing right?", "a", "b", None, None, 20, None),
    (7, "The fourth is empty?", "a", "b", "c", None, 20, "1,4"),
    (8, None, "a", "b", None, None, 20, 1),
    (9, "Only one answer?", "a", None, None, None, 20, 1),
    (10, "Twice the same?", "a", "a", None, None, 20, 1),
    (11, "Computed?", "=1+1", "3", None, None, 20, 1),
    (12, "Not a number?", "a", "b", None, None, "soon", "first"),
)


def spreadsheet(path: Path, *rows: tuple, headings: tuple = HEADINGS) -> Path:
    book = Workbook()
    sheet = book.active
    for row in (*INTRODUCTION, headings, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def test_a_filled_template_becomes_a_lesson_that_can_be_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    quiz = spreadsheet(tmp_path / "My quiz.xlsx", *QUESTIONS, *[(number,) for number in range(6, 100)])
    folder = tmp_path / "lesson"

    assert import_command(str(quiz), str(folder)) == 0
    assert "5 questions imported, 0 skipped." in capsys.readouterr().out
    assert check_command(str(folder)) == 0
    lesson = load_lesson(folder)
    questions = [step for step in lesson.steps if isinstance(step, Question)]
    assert lesson.title == "My quiz"
    assert [(q.form, q.seconds, q.right) for q in questions] == [
        ("single", 20, (0,)),
        ("multiple", 60, (0, 2)),
        ("single", 5, (1,)),
        ("single", 40, (0,)),
        ("multiple", 30, (0, 2)),
    ]
    assert (questions[2].prompt_md, questions[2].options_md) == (
        "Is a \\*list\\* thread-safe?",
        ("True", "False"),
    )
    assert questions[3].options_md == ("4", "5")


def test_what_is_skipped_is_named_with_its_row_and_why(tmp_path: Path):
    haul = read_kahoot(spreadsheet(tmp_path / "quiz.xlsx", *BROKEN))

    assert haul.found == []
    assert [str(skipped) for skipped in haul.skipped] == [
        'row 6 (Nothing right?): skipped, its right answers are "": write numbers such as 1,3',
        "row 7 (The fourth is empty?): skipped, answer 4 is right, and is empty",
        "row 8: skipped, it has no question",
        "row 9 (Only one answer?): skipped, it has 1 option, and needs 2 to 8 (options)",
        "row 10 (Twice the same?): skipped, it options: options 1 and 2 are the same: change one",
        "row 11 (Computed?): skipped, a cell of it is a formula: put its value there",
        'row 12 (Not a number?): skipped, its right answers are "first": write numbers such as 1,3',
    ]


def test_a_sheet_without_the_headings_is_no_kahoot(tmp_path: Path):
    path = spreadsheet(tmp_path / "quiz.xlsx", ("a", "b"), headings=("Name", "Grade"))

    with pytest.raises(CannotImport, match=r"no row has the headings .* copy it into Kahoot's template"):
        read_kahoot(path)


@pytest.mark.parametrize(
    "content", [b"", b"not a zip", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0 an old .xls"]
)
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "quiz.xlsx").write_bytes(content)

    with pytest.raises(CannotImport, match=r"is no \.xlsx file: in Excel choose Save as"):
        read_kahoot(tmp_path / "quiz.xlsx")


def rewritten(path: Path, change: dict[str, bytes]) -> Path:
    """The spreadsheet with some of its parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_left_alone(tmp_path: Path):
    bomb = rewritten(
        spreadsheet(tmp_path / "quiz.xlsx", *QUESTIONS), {"xl/worksheets/sheet1.xml": b" " * (41 << 20)}
    )
    assert bomb.stat().st_size < 100_000

    with pytest.raises(CannotImport, match="unpacks to far more than a quiz can hold"):
        read_kahoot(bomb)


def test_a_spreadsheet_of_many_parts_and_a_huge_one_are_left_alone(tmp_path: Path):
    many = rewritten(spreadsheet(tmp_path / "many.xlsx"), {f"x/{number}": b"" for number in range(600)})
    (tmp_path / "huge.xlsx").write_bytes(b"\0" * (6 << 20))

    with pytest.raises(CannotImport, match="far more than a quiz"):
        read_kahoot(many)
    with pytest.raises(CannotImport, match="is larger than 5 MB"):
        read_kahoot(tmp_path / "huge.xlsx")


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_xml_entities_are_refused(tmp_path: Path, part: str):
    path = spreadsheet(tmp_path / "quiz.xlsx", *QUESTIONS)
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part)
    head, rest = (b"", content) if not content.startswith(b"<?xml") else content.split(b"?>", 1)
    evil = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    rewritten(path, {part: (head + b"?>" if head else b"") + evil + rest})

    with pytest.raises(CannotImport, match="holds XML entities"):
        read_kahoot(path)


def test_a_sheet_that_claims_a_million_rows_is_read_no_further_than_a_quiz_goes(tmp_path: Path):
    path = spreadsheet(tmp_path / "quiz.xlsx", *QUESTIONS)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    changed = sheet.replace(b"</sheetData>", far)
    assert changed != sheet

    assert len(read_kahoot(rewritten(path, {"xl/worksheets/sheet1.xml": changed})).found) == 5
