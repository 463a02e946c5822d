"""What students see of a challenge.  The judge reads the same folder for what it needs, on its own."""

import re
from dataclasses import dataclass
from pathlib import Path

from server.catalog.files import read_text, read_toml
from server.catalog.pictures import with_pictures
from server.catalog.problems import Findings, Unreadable

BUILT_IN = Path(__file__).parents[1] / "lessons" / "threads-and-thread-safety" / "challenges"
_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ChallengeText:
    title: str
    statement: str
    starter: str
    hints: tuple[str, ...]


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
    if len(findings.problems) > before:
        return None
    statement = with_pictures(texts["statement.md"], folder, _shown(folder, "statement.md"), findings)
    return ChallengeText(title, statement.strip(), texts["starter.py"], split_hints(texts["hints.md"]))


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
