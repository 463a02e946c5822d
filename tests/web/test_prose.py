"""Whatever an author, or whoever edited the lesson, writes: what comes out is safe on every screen."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.web.prose import code_html, html

TEXT_TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "s", "code", "pre", "span", "a", "img"}
BLOCK_TAGS = {"ul", "ol", "li", "blockquote", "hr", "br", "table", "thead", "tbody", "tr", "th", "td"}
TAGS = TEXT_TAGS | BLOCK_TAGS
ATTRIBUTES = {"class", "href", "rel", "target", "src", "alt", "start", "tabindex", "title"}
PIXEL = "data:image/png;base64,iVBORw0KGgo="


class Seen(HTMLParser):
    """The tags and attributes that a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def seen(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Seen()
    parser.feed(html(text))
    parser.close()
    return parser.tags


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "text <b onclick=x>bold</b> <!-- x --> <?php ?> <![CDATA[x]]>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1)) [y](&#106;avascript:alert(1)) [z](data:text/html;base64,PHNjcmlwdD4=)",
        f"[x]({PIXEL})",
        "[x](<javascript:alert(1)>)\n\n[ref]\n\n[ref]: javascript:alert(1)",
        "<javascript:alert(1)>",
        '[x](https://a.example "t\\" onmouseover=\\"alert(1)")',
        "![x](https://evil.example/track.png) ![y](//evil.example/x.svg) ![z](file:///etc/passwd)",
        '![" onerror="alert(1)](data:image/png;base64,AAAA)',
        "![x](data:image/svg+xml,%3Csvg%20onload%3Dalert(1)%3E)",
        '```"><script>alert(1)</script>\ncode\n```',
        "```python onclick=alert(1)\n'</code></pre><script>'\n```",
        "    </code></pre><script>alert(1)</script>",
        "| a |\n|---|\n| <script> |",
    ],
)
def test_hostile_markdown_becomes_harmless_text(hostile: str):
    for tag, attributes in seen(hostile):
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        assert re.match(r"https?:|mailto:", attributes.get("href") or "https:")
        assert re.match(r"data:image/[\w+]+;base64,[\w+/=]*$", attributes.get("src") or PIXEL)


MARKUP = [
    *"<>&\"'`*_[]()!#|~:-=\\/ \n\tax1",
    "javascript:",
    "data:image/png;base64,",
    "```",
    "<img src=",
    "&#60;",
]


@given(st.lists(st.sampled_from(MARKUP)).map("".join))
def test_no_text_at_all_makes_a_tag_that_we_do_not_write(text: str):
    assert all(tag in TAGS and set(attributes) <= ATTRIBUTES for tag, attributes in seen(text))


def test_a_link_opens_beside_the_lesson_and_tells_nobody_where_it_came_from():
    (_, link), *_ = [found for found in seen("[docs](https://docs.python.org/3/)") if found[0] == "a"]

    assert link == {
        "href": "https://docs.python.org/3/",
        "rel": "noopener noreferrer",
        "target": "_blank",
    }


def test_a_picture_of_the_lesson_is_shown_and_any_other_is_told_in_words():
    assert f'<img src="{PIXEL}" alt="two threads">' in html(f"![two threads]({PIXEL})")
    assert html("![two threads](https://a.example/x.png)") == "<p>two threads</p>\n"


def test_code_is_coloured_by_classes_alone():
    shown = html("```python\nwith lock:\n    counter += 1  # read, add, write\n```")

    assert shown.startswith(
        '<pre class="code" tabindex="0"><code class="language-python"><span class="k">with</span>'
    )
    assert '<span class="c1"># read, add, write</span>' in shown
    assert "style=" not in shown


def test_code_keeps_every_space_and_empty_line():
    source = "\n\ndef f():\n\n    return  1\n"
    shown = re.sub(r"<[^>]+>", "", html(f"```python\n{source}```"))

    assert shown.rstrip("\n") == source.rstrip("\n")


def test_numbered_code_can_be_talked_about_by_line():
    lines = code_html("\n".join("x" * 12), "python", numbered=True).splitlines()

    assert lines[0].startswith(
        '<pre class="code" tabindex="0"><code class="language-python"><span class="line-number"> 1  </span>'
    )
    assert lines[11].startswith('<span class="line-number">12  </span>')


def test_a_language_that_nobody_knows_is_plain_text():
    assert (
        html("```brainf\na < b\n```")
        == '<pre class="code" tabindex="0"><code class="language-brainf">a &lt; b\n</code></pre>\n'
    )


def test_a_column_says_by_its_class_where_its_text_stands():
    shown = html("| a | b |\n|:-:|--:|\n| 1 | 2 |")

    assert '<td class="align-center">1</td>' in shown
    assert '<td class="align-right">2</td>' in shown
    assert "style" not in shown


def test_deep_nesting_ends_in_good_time():
    assert html(">" * 5_000 + "x")
    assert html("[" * 5_000)
    assert html("*a **b " * 2_000)
