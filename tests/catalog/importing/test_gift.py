"""Moodle's GIFT, as Moodle exports it and as teachers write it by hand."""

from pathlib import Path

import pytest

from server.catalog.cli import check_command
from server.catalog.importing.cli import import_command
from server.catalog.importing.gift import read_gift
from server.catalog.read import load_lesson
from server.room.plan import Question

BY_HAND = r"""// Threads, week 3
// name: switch category

$CATEGORY: $course$/top/Threads and locks

::Who holds it:: How many threads can hold a lock at once? {
    =one#Right: that is the point.
    ~two#Then it would be a semaphore.
    ~%50%as many as wait for it
}

Which of these are shared by all threads? {
    ~%50%the heap
    ~%50%global variables
    ~%-100%the stack#Each has its own.
####Threads share memory, and have a stack each.
}

::GIL:: In CPython two threads run Python code at the same instant. {F#They take turns.#The GIL sees to that.}

What makes a section of code safe? {=a lock =lock =%50%a semaphore =lock*}

How many orders have 2 threads with 2 steps each? {#6:0.5#4! / (2! 2!)}

Between how many milliseconds is a slice? {#1..5}

When did Dijkstra write of it? {#=1965:0 =%50%1965:2}

Match the word. {=lock -> one at a time =event -> tells many =queue -> hands over}

A {=deadlock ~livelock} is when nobody moves any more.

Write an essay about threads. {}

$CATEGORY: $course$/top/Escapes

What is a \{ set \}, and what is 1 \= 1 \# 2 \: 3? {=a\~b ~c\=d}

This is only a description.

[html]<p>What does <code>x += 1</code> do?</p><p>Three <b>things</b> &amp; more.</p>{
    =<p>Read, add, write</p> ~One thing}

[plain]What is *p in C, and a_b, and <b>? {=a pointer ~1. a number {a}}

[markdown]What is `*p`? {=**a pointer** ~nothing}

[html]<p>See: <img src="@@PLUGINFILE@@/a.png"></p>{T}

Too few. {=only ~}
"""


def by_prompt(text: str) -> dict[str, dict]:
    return {str(found.table["prompt"]): dict(found.table) for found in read_gift(text).found}


def line_of(begin: str) -> int:
    return next(n for n, line in enumerate(BY_HAND.splitlines(), start=1) if line.startswith(begin))


def one(text: str) -> dict:
    (found,) = read_gift(text).found
    return dict(found.table)


def test_a_file_of_every_kind_becomes_a_lesson_that_the_check_finds_nothing_wrong_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "week-3.gift").write_text(BY_HAND)
    folder = tmp_path / "lesson"

    assert import_command(str(tmp_path / "week-3.gift"), str(folder)) == 0
    out = capsys.readouterr().out
    assert "13 questions imported, 4 skipped." in out
    assert check_command(str(folder)) == 0
    assert "14 steps (13 questions, 0 races)" in capsys.readouterr().out
    forms = [step.form for step in load_lesson(folder).steps if isinstance(step, Question)]
    assert forms == [
        *("single", "multiple", "truefalse", "text", "numeric", "numeric", "numeric", "matching"),
        *("single", "single", "single", "single", "single"),
    ]
    names = sorted(path.name for path in (folder / "questions").iterdir())
    assert names == ["01-threads-and-locks.toml", "02-escapes.toml"]


def test_what_is_skipped_is_named_with_its_line_and_why():
    skipped = read_gift(BY_HAND).skipped
    begins = ("Write an essay", "This is only", "[html]<p>See", "Too few")

    assert [one.place for one in skipped] == [f"line {line_of(begin)}" for begin in begins]
    assert [(one.name, one.why) for one in skipped] == [
        ("Write an essay about threads.", "it is an essay, which nobody can mark in a quiz"),
        ("This is only a description.", "it is a description without an answer: make a slide of it"),
        ("See:", "it shows a picture, which is not in the file: write it anew with the picture"),
        ("Too few.", "it has no text for option 2: write it behind its mark (options)"),
    ]
    assert str(skipped[0]).endswith(" (Write an essay about threads.): skipped, " + skipped[0].why)


def test_what_is_a_little_different_here_is_noted():
    remarks = [remark for found in read_gift(BY_HAND).found for remark in found.remarks]

    assert remarks == [
        '"as many as wait for it" earned 50 % there, and nothing here',
        '"a semaphore" earned 50 % there, and nothing here',
        '"lock*" is a pattern, and only whole answers can be compared here',
        "1965:2 counted there, too, and does not here",
    ]


def test_feedback_becomes_the_reason_and_general_feedback_the_explanation():
    found = by_prompt(BY_HAND)
    several = found["Which of these are shared by all threads?"]

    assert (
        several["options"]
        == "- [x] the heap\n- [x] global variables\n- [ ] the stack\n  > Each has its own.\n"
    )
    assert several["explanation"] == "Threads share memory, and have a stack each."
    claim = found["In CPython two threads run Python code at the same instant."]
    assert (claim["title"], claim["answer"]) == ("GIL", False)
    assert claim["explanation"] == "They take turns.\n\nThe GIL sees to that."


@pytest.mark.parametrize(
    ("answer", "number", "tolerance"),
    [("#3", 3, None), ("#3:0.5", 3, 0.5), ("#1..5", 3, 2), ("#0.1..0.2", 0.15, 0.05), ("#-2", -2, None),
     ("#=3.14:0.005 =%50%3:1", 3.14, 0.005), ("#1e3:10#roughly", 1000, 10)],
)  # fmt: skip
def test_numbers_come_with_their_tolerance_or_as_a_range(answer: str, number: float, tolerance: float | None):
    table = one(f"How many? {{{answer}}}")

    assert (table["answer"], table.get("tolerance")) == (number, tolerance)


def test_a_missing_word_leaves_a_gap():
    assert "A \\_\\_\\_\\_\\_ is when nobody moves any more." in by_prompt(BY_HAND)


def test_a_backslash_keeps_a_sign_and_every_format_shows_what_its_author_meant():
    found = by_prompt(BY_HAND)

    assert found["What is a \\{ set }, and what is 1 = 1 # 2 : 3?"]["options"] == "- [x] a\\~b\n- [ ] c=d\n"
    assert "What does `x += 1` do?\n\nThree **things** & more." in found
    plain = found["What is \\*p in C, and a_b, and \\<b>?"]
    assert plain["options"] == "- [x] a pointer\n- [ ] 1\\. a number \\{a}\n"
    assert found["What is `*p`?"]["options"] == "- [x] **a pointer**\n- [ ] nothing\n"


def test_windows_line_ends_a_byte_order_mark_and_utf_16_are_read(tmp_path: Path):
    text = "Größer?{T}\r\n\r\nKleiner?{F}\r\n"
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "quiz.txt").write_bytes(text.encode(encoding))
        assert import_command(str(tmp_path / "quiz.txt"), str(tmp_path / encoding)) == 0
        assert [step.title for step in load_lesson(tmp_path / encoding).steps] == [
            "Größer?",
            "Kleiner?",
            "The podium",
        ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\xff", "is not UTF-8 text"),
        (b"caf\xe9 {T}", "is not UTF-8 text: save it with the encoding UTF-8"),
        (b"x\x00y {T}", "holds NUL characters"),
        (b"PK\x03\x04...", "its name must end in .xlsx"),
        (b"x" * (2 * 1024 * 1024 + 1), "is larger than 2 MB"),
        (b"\n\n".join(b"%d?{T}" % number for number in range(400)), "has 400 questions, and a lesson holds"),
    ],
)
def test_a_file_of_no_use_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, says: str
):
    (tmp_path / "quiz.gift").write_bytes(content)

    assert import_command(str(tmp_path / "quiz.gift"), str(tmp_path / "lesson")) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "lesson").exists()


def test_an_import_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "quiz.gift").write_text("Yes?{T}")

    assert import_command(str(tmp_path / "quiz.gift"), str(tmp_path)) == 2
    assert "nothing is ever overwritten" in capsys.readouterr().err
    assert import_command(str(tmp_path / "none.gift"), str(tmp_path / "new")) == 2
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["{" * 1_900_000, "::" * 900_000, "a{" + "=<" * 900_000 + "}"])
def test_megabytes_without_an_empty_line_are_no_question(text: str):
    (skipped,) = read_gift(text).skipped

    assert "characters without an empty line are no question" in skipped.why


@pytest.mark.parametrize("text", ["<" * 29_000, "&" * 29_000, "<!" * 14_000, "a{" + "=a" * 14_000 + "}"])
def test_a_hostile_question_takes_no_longer_than_its_length(text: str):
    assert len(read_gift(f"{text} {{T}}").found) + len(read_gift(text).skipped) >= 1


@pytest.mark.parametrize("text", ["{", "}", "{}", "a{=", "a{~}", "$CATEGORY:", "a{#}", "a{#x..}", "a{=->}"])
def test_half_a_question_is_skipped_and_not_an_error(text: str):
    assert read_gift(text).found == []
