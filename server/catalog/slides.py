"""A slide as an author writes it: `# Title`, the text, and after a line `Notes:` the instructor's notes."""

import re
from dataclasses import dataclass

from server.catalog.problems import Unreadable

_TITLE = re.compile(r"#[ \t]+(.+?)[ \t#]*\Z")
_NOTES = re.compile(r"notes:[ \t]*\Z", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(```|~~~)")
TITLE_LENGTH_MAX = 120


@dataclass(frozen=True, slots=True)
class SlideText:
    title: str
    body: str
    notes: str


def parse_slide(text: str) -> SlideText:
    """The three parts of a slide file."""
    first, _, rest = text.strip().partition("\n")
    heading = _TITLE.match(first.strip())
    if not heading:
        raise Unreadable('has no title: begin it with a line such as "# What a thread is"')
    if len(heading[1]) > TITLE_LENGTH_MAX:
        raise Unreadable(f"has a title of {len(heading[1])} characters, and at most {TITLE_LENGTH_MAX} fit")
    body, notes = _divide(rest)
    return SlideText(heading[1], body, notes)


def _divide(text: str) -> tuple[str, str]:
    """What stands before and after the line `Notes:`; code may contain that line."""
    lines, fence = text.split("\n"), ""
    for index, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence and _NOTES.match(line):
            return "\n".join(lines[:index]).strip(), "\n".join(lines[index + 1 :]).strip()
    return text.strip(), ""
