"""What students see of a challenge.  The judge reads the same folder for what it needs, on its own."""

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from schema.lesson import BlocksFile
from server.catalog.blocks import blocks
from server.catalog.files import read_text, read_toml
from server.catalog.messages import complaints
from server.catalog.pictures import with_pictures
from server.catalog.problems import Findings, Unreadable
from server.room.plan import Block

BUILT_IN = Path(__file__).parents[1] / "lessons" / "threads-and-thread-safety" / "challenges"
BLOCKS_FILE = "blocks.toml"
_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ChallengeText:
    title: str
    statement: str
    starter: str
    hints: tuple[str, ...]
    blocks: tuple[Block, ...] = ()


def folder_of(slug: str, lesson: Path) -> Path | None:
    """The challenge's folder: the lesson's own comes before a built-in one of the same name."""
    return next((p for p in (lesson / "challenges" / slug, BUILT_IN / slug) if p.is_dir()), None)


def read_challenge(folder: Path, findings: Findings) -> ChallengeText | None:
    """The challenge, or None with the problems noted."""
    before, texts = len(findings.problems), dict[str, str]()
    for name in ("statement.md", "starter.py", "hints.md"):
        with findings.noting(_shown(folder, name)):
            texts[name] = read_text(folder / name)
    title = ""
    with findings.noting(_shown(folder, "challenge.toml")):
        title = _title(read_toml(folder / "challenge.toml"))
    pieces = _blocks(folder, findings)
    if len(findings.problems) > before:
        return None
    statement = with_pictures(texts["statement.md"], folder, _shown(folder, "statement.md"), findings)
    return ChallengeText(
        title, statement.strip(), texts["starter.py"], split_hints(texts["hints.md"]), pieces
    )


def _blocks(folder: Path, findings: Findings) -> tuple[Block, ...]:
    """The Parsons version, if the challenge has one."""
    name = _shown(folder, BLOCKS_FILE)
    with findings.noting(name):
        if (folder / BLOCKS_FILE).exists():
            return blocks(read_blocks(folder))
    return ()


def read_blocks(folder: Path) -> BlocksFile:
    try:
        return BlocksFile.model_validate(read_toml(folder / BLOCKS_FILE))
    except ValidationError as error:
        raise Unreadable("; ".join(complaints(error, BlocksFile))) from None


def split_hints(text: str) -> tuple[str, ...]:
    """Hints stand one after another, with a line `---` between them."""
    return tuple(hint for part in _RULE.split(text) if (hint := part.strip()))


def _title(table: dict[str, object]) -> str:
    title = table.get("title")
    if not isinstance(title, str) or not title.strip():
        raise Unreadable('has no title: add title = "…"')
    return title.strip()


def _shown(folder: Path, name: str) -> str:
    built_in = "built-in " if folder.parent == BUILT_IN else ""
    return f"{built_in}challenges/{folder.name}/{name}"
