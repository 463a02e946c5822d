"""Options are written as a list, ticked in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.choices import Choice, multiple_choices, ordered_choices, poll_choices, single_choices

READERS = [single_choices, multiple_choices, poll_choices, ordered_choices]


def test_an_option_may_hold_code_and_a_reason():
    written = (
        "\n- [ ] first\n  > It looks\n  > right.\n\n- [x] second:\n\n  ```\n  > not a reason\n    x\n  ```\n"
    )

    assert single_choices(written) == (
        Choice("first", right=False, why="It looks right."),
        Choice("second:\n\n```\n> not a reason\n  x\n```", right=True),
    )


def test_a_wrong_option_names_the_misconception_that_it_stands_for():
    written = "- [ ] 200 {one-step}\n- [x] `{2}`\n- [ ] code:\n\n  ```\n  {a}\n  ```\n  {other-one}"

    assert [(c.text, c.misconception) for c in single_choices(written)] == [
        ("200", "one-step"),
        ("`{2}`", ""),
        ("code:\n\n```\n{a}\n```", "other-one"),
    ]


def test_items_are_numbered_or_not():
    assert ordered_choices("1. a\n2. b\n10) c") == ordered_choices("- a\n* b\n- c")


def test_a_box_in_an_ordering_is_text():
    assert ordered_choices("- [x] a\n- b")[0].text == "[x] a"


@pytest.mark.parametrize(
    ("read", "written", "said"),
    [
        (
            single_choices,
            "- [ ] a\n- [ ] b",
            "has 0 options marked right, and a single choice has one: tick one",
        ),
        (single_choices, "- [x] a\n- [x] b", 'has 2 options marked right, .* write form = "multiple"'),
        (single_choices, "- [x] a", "has 1 option, and needs 2 to 8"),
        (single_choices, "", "has 0 options, and needs 2 to 8"),
        (single_choices, "\n".join(f"- [x] {i}" for i in range(9)), "has 9 options, and needs 2 to 8"),
        (single_choices, "- [x] a\n- b", r"line 2 \(- b\) does not begin with - \[ \] or - \[x\]"),
        (single_choices, "- [x] a\nmore\n- [ ] b", r"line 2 \(more\) .* indent the line by two spaces"),
        (single_choices, "  - [x] a\n- [ ] b", "line 1 is indented but stands before the first option"),
        (single_choices, "- [x]\n- [ ] b", "has no text for option 1"),
        (single_choices, "- [x] a\n- [ ] b\n- [ ] a", "options 1 and 3 are the same: change one"),
        (single_choices, "- [x] a\n- [ ] " + "b" * 601, "option 2 has 601 characters, and at most 600 fit"),
        (single_choices, ["a", "b"], "must be text, one option per line"),
        (multiple_choices, "- [ ] a\n- [ ] b", r"has no option marked right: tick those that are with \[x\]"),
        (poll_choices, "- a\n- [x] b", 'a poll has no right answer: write form = "single"'),
        (single_choices, "- [x] a {m}\n- [ ] b", "names a misconception with the right option"),
        (single_choices, "- [x] a\n- [ ] b {m}\n  {n}", "an option with two misconceptions, m and n"),
        (poll_choices, "- a {m}\n- b", "names the misconception m with an item that is not wrong"),
        (ordered_choices, "first\nsecond", r"does not begin with a number such as 1\."),
    ],
)
def test_a_mistake_is_told_with_its_fix(read, written: object, said: str):
    with pytest.raises(ValueError, match=said):
        read(written)


@given(st.text(alphabet="-*[]x >1.)\n\t`ab"))
def test_whatever_is_written_is_read_or_refused_in_words(written: str):
    for read in READERS:
        try:
            choices = read(written)
        except ValueError as error:
            assert str(error)
        else:
            assert 2 <= len(choices) <= 8
