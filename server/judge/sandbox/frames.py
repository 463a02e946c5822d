"""Messages between server and submission: four bytes of length, then one JSON object.

The reader trusts nothing.  What comes from a submission's process may have been written by the submission, so
anything that is not exactly a frame is a `Breach`, and no frame can make the reader hold more than its bound.
"""

import json
from typing import Any

HEADER_BYTES = 4


class Breach(Exception):
    """The other side said something that is not a frame."""


def encode(message: dict[str, Any]) -> bytes:
    """One frame.  A lone surrogate, which no UTF-8 can carry, becomes a question mark."""
    body = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    return len(body).to_bytes(HEADER_BYTES, "big") + body


class Decoder:
    """Bytes in, messages out: bounded in the size of a frame, the number of frames and their sum."""

    def __init__(self, *, frame_bytes: int, frames: int, frames_bytes: int) -> None:
        self._frame_bytes = frame_bytes
        self._frames_left = frames
        self._bytes_left = frames_bytes
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """The frames that `data` completes."""
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise Breach("more was sent than a run can have to say")
        self._buffer += data
        messages = []
        while (body := self._next_body()) is not None:
            self._frames_left -= 1
            if self._frames_left < 0:
                raise Breach("more frames were sent than a run can have")
            messages.append(parse(body))
        return messages

    def end(self) -> None:
        """Nothing more will come: half a frame is a breach."""
        if self._buffer:
            raise Breach("the last frame was cut off")

    def _next_body(self) -> bytes | None:
        if len(self._buffer) < HEADER_BYTES:
            return None
        size = int.from_bytes(self._buffer[:HEADER_BYTES], "big")
        if not 2 <= size <= self._frame_bytes:
            raise Breach(f"a frame of {size} bytes was announced")
        if len(self._buffer) < HEADER_BYTES + size:
            return None
        body = bytes(self._buffer[HEADER_BYTES : HEADER_BYTES + size])
        del self._buffer[: HEADER_BYTES + size]
        return body


def parse(body: bytes) -> dict[str, Any]:
    """The one JSON object in `body`: UTF-8, no NaN, no key twice, no lone surrogate."""
    try:
        message = json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_without_twins
        )
        if b"\\u" in body:
            json.dumps(message, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Breach(f"not a frame: {str(error)[:80]}") from None
    if not isinstance(message, dict):
        raise Breach("a frame has to be an object")
    return message


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    message = dict(pairs)
    if len(message) != len(pairs):
        raise ValueError("a key stands twice")
    return message
