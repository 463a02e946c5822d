"""Pairs are written one per line, with an arrow between the two sides."""

import pytest

from schema.pairs import Pair, pairs


def test_a_pair_is_an_item_an_arrow_and_what_belongs_to_it():
    written = "- `a -> b` -> c\n* x → y z {mix-up}\n\n- p => y z\n- -> nobody's\n"

    assert pairs(written) == (
        Pair("`a", "b` -> c"),
        Pair("x", "y z", "mix-up"),
        Pair("p", "y z"),
        Pair("", "nobody's"),
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("- a -> x\nb -> y", r"line 2 \(b -> y\) is no pair: write it as - item -> what belongs to it"),
        ("- a ->\n- b -> y", "line 1 .* is no pair"),
        ("- a -> x", "has 1 items and 1 things to match, and needs 2 to 8 of each"),
        ("- a -> x\n- b -> x", "has 2 items and 1 things to match"),
        ("- a -> x\n- a -> y", "has the item a twice"),
        ("- a -> x\n- b -> y\n- -> y", "says that y fits nothing, and that it fits something"),
        ("- a -> x\n- b -> y\n- -> z {w}", "names a misconception where there is no item"),
        ("- a -> x\n- b -> " + "y" * 600, "has a pair of more than 600 characters"),
        (["a"], "must be text, one pair per line"),
    ],
)
def test_a_mistake_is_told_with_its_fix(written: object, said: str):
    with pytest.raises(ValueError, match=said):
        pairs(written)
