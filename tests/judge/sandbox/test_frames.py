"""Frames are read strictly: whatever bytes come, the reader says `Breach` or gives back what was meant."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.judge.sandbox.frames import HEADER, Breach, Decoder, Encoder, parse

TEXT = st.characters(exclude_categories=["Cs", "Cc"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(TEXT),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(TEXT, max_size=5), inner, max_size=4),
    max_leaves=12,
)
MESSAGES = st.dictionaries(st.text(TEXT, max_size=8), JSON, max_size=6)


def encoded(*messages: dict[str, Any]) -> bytes:
    encoder = Encoder()
    return b"".join(map(encoder.encode, messages))


def decoder(**bounds: int) -> Decoder:
    return Decoder(**{"frame_bytes": 65536, "frames": 100, "frames_bytes": 1 << 20, **bounds})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MESSAGES, max_size=5), st.integers(1, 7))
def test_what_is_sent_arrives_in_pieces_of_any_size(messages: list[dict[str, object]], size: int) -> None:
    data, reader = encoded(*messages), decoder()

    arrived = [message for at in range(0, len(data), size) for message in reader.feed(data[at : at + size])]

    reader.end()
    assert arrived == messages


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 1, "a": 2}',
        b'{"a": "\\ud800"}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\u001b[2J"}',
        b'{"a": "\xff"}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": ' + b"[" * 100_000,
        b"[1, 2]",
        b"12",
        b"{} {}",
        b"{",
    ],
)
def test_what_is_not_one_strict_object_is_a_breach(body: bytes) -> None:
    with pytest.raises(Breach):
        parse(body)


@pytest.mark.parametrize("size", [0, 1, 65537, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_length_that_no_frame_has_is_refused_before_anything_is_kept(size: int) -> None:
    with pytest.raises(Breach):
        decoder().feed(HEADER.pack(size, 0))


def test_too_many_frames_and_too_much_of_them_are_breaches() -> None:
    with pytest.raises(Breach):
        decoder(frames=3).feed(encoded({}, {}, {}, {}))
    with pytest.raises(Breach):
        decoder(frames_bytes=100).feed(encoded({"a": "b" * 200}))


def test_a_frame_that_is_lost_doubled_or_swapped_is_a_breach() -> None:
    first, second = (encoded({"n": 1}, {"n": 2})[:15], encoded({"n": 1}, {"n": 2})[15:])

    assert decoder().feed(first + second) == [{"n": 1}, {"n": 2}]
    for talk in (second, first + first, second + first):
        with pytest.raises(Breach):
            decoder().feed(talk)


def test_half_a_frame_at_the_end_is_a_breach() -> None:
    reader = decoder()
    reader.feed(encoded({"a": 1})[:-1])

    with pytest.raises(Breach):
        reader.end()


def test_a_lone_surrogate_is_sent_as_a_question_mark() -> None:
    assert decoder().feed(encoded({"said": "\ud800!\0\x1b\n"})) == [{"said": "?!??\n"}]
