"""Ordering questions are shown shuffled: always the same way, and never in the right order."""

from hypothesis import given
from hypothesis import strategies as st

from server.catalog.steps import shuffled

ITEMS = st.lists(st.text(), min_size=2, max_size=8, unique=True).map(tuple)


@given(ITEMS)
def test_the_key_leads_from_what_is_shown_to_the_right_order(items: tuple[str, ...]):
    shown, right = shuffled(items)

    assert tuple(shown[index] for index in right) == items


@given(ITEMS)
def test_nobody_finds_the_items_in_the_right_order(items: tuple[str, ...]):
    assert shuffled(items)[0] != items


def test_a_lesson_read_again_is_shown_the_same_way():
    assert shuffled(("lock", "read", "write", "unlock")) == (
        ("read", "unlock", "lock", "write"),
        (2, 0, 3, 1),
    )
