"""Messages between server and submission: length, checksum, then one JSON object.

The checksum goes on from frame to frame, so that none can be lost, doubled or changed on the way unnoticed.

The reader trusts nothing.  What comes from a submission's process may have been written by the submission, so
anything that is not exactly a frame is a `Breach`, and no frame can make the reader hold more than its bound.
"""

import json
import re
import struct
import zlib
from typing import Any

# A control character as JSON writes it: after an even number of backslashes.
CONTROL = re.compile(r"(?<!\\)((?:\\\\)*)\\u00[01][0-9a-f]")
HEADER = struct.Struct(">II")


class Breach(Exception):
    """The other side said something that is not a frame."""


class Encoder:
    """Messages in, bytes out."""

    def __init__(self) -> None:
        self._checksum = 0

    def encode(self, message: dict[str, Any]) -> bytes:
        """The next frame."""
        body = _body(message)
        self._checksum = zlib.crc32(body, self._checksum)
        return HEADER.pack(len(body), self._checksum) + body


def _body(message: dict[str, Any]) -> bytes:
    """What UTF-8 cannot carry, a database take or a terminal show becomes a question mark."""
    text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return CONTROL.sub(r"\1?", text).encode("utf-8", "replace")


class Decoder:
    """Bytes in, messages out: bounded in the size of a frame, the number of frames and their sum."""

    def __init__(self, *, frame_bytes: int, frames: int, frames_bytes: int) -> None:
        self._frame_bytes = frame_bytes
        self._frames_left = frames
        self._bytes_left = frames_bytes
        self._buffer = bytearray()
        self._checksum = 0

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
        if len(self._buffer) < HEADER.size:
            return None
        size, checksum = HEADER.unpack_from(self._buffer)
        if not 2 <= size <= self._frame_bytes:
            raise Breach(f"a frame of {size} bytes was announced")
        if len(self._buffer) < HEADER.size + size:
            return None
        body = bytes(self._buffer[HEADER.size : HEADER.size + size])
        del self._buffer[: HEADER.size + size]
        self._checksum = zlib.crc32(body, self._checksum)
        if checksum != self._checksum:
            raise Breach("a frame was changed on its way, or is not from the judge")
        return body


def parse(body: bytes) -> dict[str, Any]:
    """The one JSON object in `body`: UTF-8, no NaN, no key twice, no lone surrogate."""
    try:
        message = json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_without_twins
        )
        if b"\\u" in body:
            _refuse_odd_characters(message)
    except (ValueError, RecursionError) as error:
        raise Breach(f"not a frame: {str(error)[:80]}") from None
    if not isinstance(message, dict):
        raise Breach("a frame has to be an object")
    return message


def _refuse_odd_characters(message: object) -> None:
    text = json.dumps(message, ensure_ascii=False)
    text.encode("utf-8")
    if CONTROL.search(text):
        raise ValueError("a control character")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    message = dict(pairs)
    if len(message) != len(pairs):
        raise ValueError("a key stands twice")
    return message
