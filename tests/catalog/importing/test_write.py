"""What is written is what was found, whatever is in it."""

import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from server.catalog.importing.items import Found
from server.catalog.importing.markup import escaped
from server.catalog.importing.write import _questions, write_lesson
from server.web.prose import html

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(
    prompt=TEXTS,
    accepted=st.lists(TEXTS, max_size=3),
    number=st.floats(allow_nan=False, allow_infinity=False),
)
@settings(max_examples=200, deadline=None)
def test_every_text_and_number_comes_back_out_of_the_toml(prompt: str, accepted: list[str], number: float):
    table = {"form": "text", "prompt": prompt, "accepted": accepted, "answer": number}
    (read,) = tomllib.loads(_questions([table]))["question"]

    assert read["prompt"].rstrip("\n") == prompt.rstrip("\n")
    assert (read["accepted"], read["answer"]) == (accepted, number)


@given(st.text("ab *_`[]<>#&;~\\-+.1=!()|", max_size=30))
@settings(max_examples=300, deadline=None)
def test_plain_text_is_shown_as_it_is(text: str):
    shown = html(escaped(text))

    letters = shown.replace("<p>", "").replace("</p>", "").replace("&lt;", "<").replace("&gt;", ">")
    assert letters.replace("&amp;", "&").replace("&quot;", '"').split() == text.split()


def test_a_long_category_is_divided_into_files(tmp_path: Path):
    found = [
        Found("", "Ä/Ö", {"form": "truefalse", "prompt": f"{number}?", "answer": True})
        for number in range(150)
    ]

    assert write_lesson(tmp_path / "new", "T", found) == [
        "lesson.toml",
        "questions/01-questions.toml",
        "questions/02-questions.toml",
    ]
