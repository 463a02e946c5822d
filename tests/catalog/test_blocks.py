"""The Parsons version of a challenge, as an author writes it."""

from dataclasses import replace
from pathlib import Path

import pytest

from schema.lesson import BlocksFile
from server.catalog.blocks import blocks, can_be_made, right_program
from server.catalog.challenges import read_blocks
from server.catalog.problems import Unreadable
from server.catalog.read import load_lesson
from server.judge.challenge import BUILT_IN_CHALLENGES
from tests.catalog.lessons import with_challenge

RIGHT = """
def f(x):
    y = x
---
    with lock:
---
        y += 1
---
    return y
"""
WITH_BLOCKS = sorted(BUILT_IN_CHALLENGES.glob("*/blocks.toml"))


def test_given_blocks_come_first_and_the_others_never_in_their_right_order_by_design():
    pieces = blocks(BlocksFile(right=RIGHT, wrong="    y = y", given=1))

    assert (pieces[0].code, pieces[0].indent) == ("def f(x):\n    y = x", 0)
    assert sorted(piece.code for piece in pieces[1:]) == ["return y", "with lock:", "y += 1", "y = y"]
    assert {piece.indent for piece in pieces[1:]} == {None}
    assert pieces == blocks(BlocksFile(right=RIGHT, wrong="    y = y", given=1))


def test_the_right_order_is_a_program():
    written = BlocksFile(right=RIGHT, given=1)

    assert right_program(written) == "def f(x):\n    y = x\n    with lock:\n        y += 1\n    return y\n"
    assert can_be_made(right_program(written), blocks(written))


@pytest.mark.parametrize(
    ("source", "can"),
    [
        ("def f(x):\n    y = x\n    return y\n", True),
        ("def f(x):\n    y = x\n\n    y += 1\n    with lock:\n        return y\n", True),
        ("def f(x):\n    y = x\n    y += 1\n    y += 1\n", False),
        ("    return y\n", False),
        ("def f(x):\n    y = x\n    y += 2\n", False),
    ],
)
def test_a_program_can_be_made_of_blocks_that_are_each_used_once(source: str, can: bool):
    assert can_be_made(source, blocks(BlocksFile(right=RIGHT, given=1))) is can


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (BlocksFile(right=RIGHT, given=3), "gives 3 of 4 blocks: leave at least two"),
        (BlocksFile(right="a\n---\n  b"), "block 2 of right is indented by 2 blanks: write 4 for each step"),
        (BlocksFile(right="a\n---\n\tb"), "block 2 of right is indented with a tab"),
        (BlocksFile(right="a\n---\n    b\nc"), "block 2 of right has a line further out than its first"),
        (BlocksFile(right="\n---\n".join(f"x{n}" for n in range(31))), "has 31 blocks, and at most 30"),
    ],
)
def test_what_is_wrong_with_blocks_is_said_with_its_place(written: BlocksFile, says: str):
    with pytest.raises(Unreadable, match=says):
        blocks(written)


def test_a_challenge_with_blocks_brings_them_into_the_race(tmp_path: Path):
    folder = with_challenge(tmp_path, challenges__own__blocks_toml=f"given = 1\nright = '''{RIGHT}'''\n")
    (race,) = load_lesson(folder).steps

    assert len(race.blocks) == 4 and race.laps[0].blocks == race.blocks


def test_a_mistake_in_a_blocks_file_is_told_like_any_other(tmp_path: Path):
    folder = with_challenge(tmp_path, challenges__own__blocks_toml='rigth = "x"\n')

    with pytest.raises(Exception, match=r"own/blocks.toml: has the unknown key rigth; did you mean right"):
        load_lesson(folder)


@pytest.mark.parametrize("path", WITH_BLOCKS, ids=lambda path: path.parent.name)
def test_typical_wrong_orders_of_the_built_in_challenges_can_be_made(path: Path):
    pieces = blocks(read_blocks(path.parent))
    wrong = sorted(path.parent.glob("submissions/*/blocks_*.py"))

    assert len(wrong) >= 3
    assert [one.name for one in wrong if not can_be_made(one.read_text(), pieces)] == []
    assert not can_be_made(wrong[0].read_text(), (replace(pieces[0], code="x"), *pieces[1:]))
