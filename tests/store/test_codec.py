"""Events keep their exact value on the way to Postgres and back."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.room.events import AnswerLocked, Event, Key, Order, Picks, PlayerId, QuestionClosed
from server.store.codec import decode, decode_given, encode

text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
for plain, values in {
    str: text,
    int: st.integers(-(2**31), 2**31 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
}.items():
    st.register_type_strategy(plain, values)


@pytest.mark.parametrize("cls", get_args(Event), ids=lambda cls: cls.__name__)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(cls: type[Any], data: st.DataObject):
    event = data.draw(st.from_type(cls))

    assert decode(*encode(event)) == event


def an_answer(given: Picks | Order) -> AnswerLocked:
    return AnswerLocked(3, PlayerId("a1"), given, Key("k"), 1.0, 900, 10, 2, 12.5)


def test_answers_that_look_alike_are_told_apart():
    picks, order = an_answer(Picks((1, 0))), an_answer(Order((1, 0)))

    assert decode(*encode(picks)) == picks
    assert decode(*encode(order)) == order


def test_the_format_of_the_journal_stays_readable_for_later_versions():
    kind, body = encode(an_answer(Order((1, 0))))

    assert kind == "AnswerLocked"
    assert body == (
        '{"step":3,"player":"a1","given":{"is":"Order","options":[1,0]},"key":"k","share":1.0,"points":900,'
        '"speed_bonus":10,"streak":2,"at":12.5}'
    )


def test_a_given_answer_is_read_by_itself():
    assert decode_given('{"is": "Picks", "options": [2]}') == Picks((2,))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("Rebooted", "{}"),
        ("QuestionClosed", '{"step": 1, "why": "bored", "at": 1}'),
        ("QuestionClosed", '{"step": "1", "why": "time", "at": 1}'),
        ("QuestionClosed", '{"step": 1, "why": "time"}'),
        ("QuestionClosed", '{"step": 1, "why": "time", "at": 1, "more": 2}'),
    ],
)
def test_what_no_event_was_encoded_to_is_refused(kind: str, body: str):
    with pytest.raises(ValueError):
        decode(kind, body)


def test_an_event_with_a_wrong_value_is_not_written():
    with pytest.raises(ValueError):
        encode(QuestionClosed("one", "time", 1.0))  # type: ignore[arg-type]
