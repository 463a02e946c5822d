"""GIFT's texts: what a backslash hides, and the format that a text says it has."""

import re
from dataclasses import dataclass

from server.catalog.importing.markup import escaped, from_html, has_picture, looks_like_html

_FIRST = 0xE000  # Unicode's private use area stands in for what a backslash protects
_PROTECTED = "\\~=#{}:->%"
_ESCAPE = re.compile(r"\\(n|[\\~=#{}:%]|->)")
_HIDDEN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + len(_PROTECTED) - 1)}]")


def hide(text: str) -> str:
    """The text, with everything that is escaped in it out of the way."""

    def one(match: re.Match[str]) -> str:
        if match[1] == "n":
            return "\n"
        return "".join(chr(_FIRST + _PROTECTED.index(sign)) for sign in match[1])

    return _ESCAPE.sub(one, _HIDDEN.sub("", text))


def shown(text: str) -> str:
    """The text as it is meant."""
    return _HIDDEN.sub(lambda match: _PROTECTED[ord(match[0]) - _FIRST], text)


@dataclass(frozen=True, slots=True)
class GiftText:
    """Reads the texts of one question in the format that it is written in."""

    format: str = "moodle"

    def markdown(self, hidden: str) -> str:
        text = shown(hidden).strip()
        match self.format:
            case "markdown":
                return text
            case "plain":
                return escaped(text)
            case "html":
                return from_html(text)
            case _:
                return from_html(text) if looks_like_html(text) else escaped(text)

    def line(self, hidden: str) -> str:
        """For what is compared or stands in one line: words alone."""
        text = shown(hidden)
        plain = re.sub(r"<[^<>]*>", " ", text) if self.format != "plain" and looks_like_html(text) else text
        return " ".join(plain.split())

    def has_picture(self, hidden: str) -> bool:
        return self.format != "plain" and has_picture(shown(hidden))
