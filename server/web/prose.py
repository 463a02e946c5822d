"""The author's Markdown as HTML that is safe to put on any screen.

Raw HTML stays text, links open in a new tab, and pictures are only those that the lesson brought along:
`catalog` wrote them into the text as `data:` addresses, so that a page loads nothing from anywhere.  Code is
coloured by the short CSS classes of Pygments (`k` keyword, `s` string, `c` comment), never by inline styles:

    <pre class="code" tabindex="0"><code class="language-python"><span class="k">with</span> …</code></pre>

Code can be scrolled from the keyboard.  A fence that says `python numbered` gets a
`<span class="line-number">` before each line.
"""

import re
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

Tokens = Sequence[Token]
Env = MutableMapping[str, Any]

_LINK = re.compile(r"https?://|mailto:", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:svg\+xml|png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*\Z")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,32}\Z")
_COLOURED = HtmlFormatter(nowrap=True)


@lru_cache(maxsize=1024)
def html(markdown: str) -> str:
    """The text as HTML blocks; the same text is rendered once, as two hundred students read one question."""
    return str(_MARKDOWN.render(markdown))


@lru_cache(maxsize=1024)
def coloured(source: str, language: str = "python") -> str:
    """Code as HTML to stand inside an element of the page's own."""
    return str(highlight(source, _lexer(language), _COLOURED)).rstrip("\n")


def code_html(source: str, language: str = "", *, numbered: bool = False) -> str:
    """One block of code, highlighted if the language is one that Pygments knows."""
    lines = coloured(source, language).split("\n")
    if numbered:
        width = len(str(len(lines)))
        lines = [_numbered(number, width, line) for number, line in enumerate(lines, start=1)]
    spoken = f' class="language-{escape(language, quote=True)}"' if _LANGUAGE.match(language) else ""
    return f'<pre class="code" tabindex="0"><code{spoken}>{chr(10).join(lines)}\n</code></pre>\n'


def _numbered(number: int, width: int, line: str) -> str:
    return f'<span class="line-number">{number:>{width}}  </span>{line}'


def _lexer(language: str) -> Lexer:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)


class _Markdown(MarkdownIt):
    """Markdown that knows only addresses which we would follow."""

    def validateLink(self, url: str) -> bool:
        return bool(_LINK.match(url) or _PICTURE.match(url))


def _fence(renderer: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: Env) -> str:
    language, _, wishes = tokens[index].info.strip().partition(" ")
    return code_html(tokens[index].content, language, numbered="numbered" in wishes.split())


def _indented(renderer: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: Env) -> str:
    return code_html(tokens[index].content)


def _link(renderer: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: Env) -> str:
    link = tokens[index]
    if not _LINK.match(str(link.attrGet("href"))):
        link.attrs.pop("href")
    link.attrSet("rel", "noopener noreferrer")
    link.attrSet("target", "_blank")
    return renderer.renderToken(tokens, index, options, env)


def _cell(renderer: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: Env) -> str:
    """A cell says by a class where its text stands, not by a style."""
    style = str(tokens[index].attrs.pop("style", ""))
    if style:
        tokens[index].attrSet("class", style.replace("text-align:", "align-"))
    return renderer.renderToken(tokens, index, options, env)


def _image(renderer: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: Env) -> str:
    """A picture of the lesson; of any other picture, what its author says that it shows."""
    image = tokens[index]
    alt = escape(renderer.renderInlineAsText(image.children or [], options, env), quote=True)
    address = str(image.attrGet("src") or "")
    return f'<img src="{address}" alt="{alt}">' if _PICTURE.match(address) else alt


def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False}).enable(["table", "strikethrough"])
    rules = {
        "fence": _fence,
        "code_block": _indented,
        "link_open": _link,
        "th_open": _cell,
        "td_open": _cell,
        "image": _image,
    }
    for name, rule in rules.items():
        markdown.add_render_rule(name, rule)
    return markdown


_MARKDOWN = _markdown()
