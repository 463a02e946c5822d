"""The Parsons version of a challenge: `blocks.toml`, a program cut into pieces to be put in order.

Pieces stand one after another, with a line `---` between them, each indented as it stands in the program.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from schema.lesson import BlocksFile
from server.catalog.problems import Unreadable
from server.room.plan import Block

BLOCKS_MAX = 30
INDENT = 4
INDENT_MAX = 8
_RULE = re.compile(r"^---[ \t]*$\n?", re.MULTILINE)


def blocks(written: BlocksFile) -> tuple[Block, ...]:
    """Those that are given, in their places; then all others, always shuffled the same way."""
    right, wrong = list(_pieces(written.right, "right")), list(_pieces(written.wrong, "wrong"))
    if not 0 <= written.given < len(right) - 1:
        raise Unreadable(f"gives {written.given} of {len(right)} blocks: leave at least two to be placed")
    if len(right) + len(wrong) > BLOCKS_MAX:
        raise Unreadable(f"has {len(right) + len(wrong)} blocks, and at most {BLOCKS_MAX} fit on a phone")
    given, loose = right[: written.given], [*right[written.given :], *wrong]
    return (*given, *(replace(block, indent=None) for block in _shuffled(loose)))


def right_program(written: BlocksFile) -> str:
    """What the blocks make in their right order."""
    return "\n".join(line for line in _RULE.sub("", written.right).splitlines() if line.strip()) + "\n"


def can_be_made(source: str, pieces: tuple[Block, ...]) -> bool:
    """Whether the program can be put together from the blocks, each used once, the given ones first."""
    lines = [line.rstrip() for line in source.splitlines() if line.strip()]
    given = [piece for piece in pieces if piece.indent is not None]
    for piece in given:
        placed = _placed(piece, piece.indent or 0)
        if lines[: len(placed)] != placed:
            return False
        lines = lines[len(placed) :]
    return _tiles(lines, [piece for piece in pieces if piece.indent is None])


def _tiles(lines: list[str], loose: list[Block]) -> bool:
    if not lines:
        return True
    width = len(lines[0]) - len(lines[0].lstrip())
    for index, piece in enumerate(loose):
        placed = _placed(piece, width // INDENT)
        if lines[: len(placed)] == placed and _tiles(
            lines[len(placed) :], loose[:index] + loose[index + 1 :]
        ):
            return True
    return False


def _placed(piece: Block, indent: int) -> list[str]:
    return [" " * INDENT * indent + line for line in piece.code.split("\n")]


def _pieces(text: str, key: str) -> Iterator[Block]:
    for number, part in enumerate(_RULE.split(text), start=1):
        lines = [line.rstrip() for line in part.splitlines() if line.strip()]
        if lines:
            yield _piece(lines, f"block {number} of {key}")


def _piece(lines: list[str], place: str) -> Block:
    width = len(lines[0]) - len(lines[0].lstrip(" "))
    if "\t" in "".join(lines):
        raise Unreadable(f"{place} is indented with a tab: write {INDENT} blanks for each step")
    if width % INDENT or width > INDENT * INDENT_MAX:
        raise Unreadable(f"{place} is indented by {width} blanks: write {INDENT} for each step, at most 32")
    if any(line[:width].strip() for line in lines):
        raise Unreadable(f"{place} has a line further out than its first: divide it with a line ---")
    return Block("\n".join(line[width:] for line in lines), width // INDENT)


def _shuffled(loose: list[Block]) -> list[Block]:
    """Alphabetical order would tell nothing, but the author's would tell everything."""
    return sorted(loose, key=lambda block: sha256(f"{block.code}\x00{block.indent}".encode()).digest())
