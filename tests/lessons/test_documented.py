"""What the page for authors shows is what an author can do."""

import re
from pathlib import Path

import pytest

from server.catalog.blocks import blocks, right_program
from server.catalog.challenges import read_blocks
from server.catalog.cli import check_command
from server.catalog.new import SCHEMAS
from server.catalog.read import load_lesson
from server.room.plan import Question

PAGE = (Path(__file__).parents[2] / "server" / "lessons" / "README.md").read_text()
FILE = re.compile(r"^`my-quiz/(?P<name>\S+)`\n\n(?P<fence>`{3,})toml\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)


def test_the_ten_questions_of_the_page_are_a_lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for file in FILE.finditer(PAGE):
        (tmp_path / file["name"]).write_text(file["text"])

    assert check_command(str(tmp_path)) == 0
    assert "(advice)" not in capsys.readouterr().out
    questions = [step for step in load_lesson(tmp_path).steps if isinstance(step, Question)]
    assert len(questions) == 10
    assert len({question.form for question in questions}) >= 7


def test_the_blocks_of_the_page_are_blocks(tmp_path: Path):
    (example,) = re.findall(r"^```toml\n(given = .*?)^```$", PAGE, re.M | re.S)
    (tmp_path / "blocks.toml").write_text(example)
    written = read_blocks(tmp_path)

    assert len(blocks(written)) == 5
    compile(right_program(written), "blocks.toml", "exec")


def test_the_page_names_every_form_and_every_schema():
    forms = {line.split("`")[1] for line in PAGE.splitlines() if re.match(r"\| `\w+` \| .*", line)}

    assert {"single", "multiple", "truefalse", "numeric", "text", "ordering", "matching", "poll"} <= forms
    assert all(f"`{name}`" in PAGE for name in SCHEMAS)
