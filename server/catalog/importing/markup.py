"""Foreign texts as Markdown: plain text that must stay as it is, and the HTML that Moodle writes."""

import re
from html.parser import HTMLParser

_SPECIAL = re.compile(r"[\\`*\[\]<{~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_LINE_START = re.compile(
    r"^([ \t]*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-{2,}[ \t]*$|=+[ \t]*$|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE
)
_AROUND = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "ul", "ol", "blockquote"}
_UNSEEN = {"script", "style", "head", "title"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")


def escaped(text: str) -> str:
    """Plain text, such that Markdown shows exactly it."""
    safe = _SPECIAL.sub(lambda match: "\\" + match[0], text.strip())
    return _AT_LINE_START.sub(_at_line_start, safe)


def _at_line_start(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}\\" if match[2].isdigit() else f"{match[1]}\\{match[2]}"


def looks_like_html(text: str) -> bool:
    return _TAG.search(text) is not None


def from_html(text: str) -> str:
    """The text of the HTML with its emphasis, code, lists and links; everything else falls away."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = "".join(reader.parts).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", lines)).strip()


def has_picture(text: str) -> bool:
    return re.search(r"<img\b|@@PLUGINFILE@@", text, re.IGNORECASE) is not None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0
        self._in_code = 0
        self._in_pre = 0
        self._lists: list[int | None] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _AROUND:
            self.parts.append(_AROUND[tag])
        elif tag == "pre":
            self._in_pre += 1
            self.parts.append("\n\n```\n")
        elif tag == "code" and not self._in_pre:
            self._in_code += 1
            self.parts.append("`")
        elif tag == "br":
            self.parts.append("\n" if self._in_pre else "  \n")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self.parts.append("[" if self._links[-1].startswith(("http://", "https://")) else "")
        elif tag == "li":
            self.parts.append(f"\n{self._bullet()} ")
        elif tag in _BLOCKS:
            if tag in ("ul", "ol"):
                self._lists.append(0 if tag == "ol" else None)
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _AROUND:
            self.parts.append(_AROUND[tag])
        elif tag == "pre" and self._in_pre:
            self._in_pre -= 1
            self.parts.append("\n```\n\n")
        elif tag == "code" and self._in_code:
            self._in_code -= 1
            self.parts.append("`")
        elif tag == "a" and self._links:
            address = self._links.pop()
            self.parts.append(f"]({address})" if address.startswith(("http://", "https://")) else "")
        elif tag in _BLOCKS:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._in_pre or self._in_code:
            self.parts.append(data)
        else:
            words = " ".join(data.split())
            around = " " if data[:1].isspace() else "", " " if data[-1:].isspace() else ""
            self.parts.append(f"{around[0]}{escaped(words)}{around[1]}" if words else around[0])

    def _bullet(self) -> str:
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            return f"{self._lists[-1]}."
        return "-"
