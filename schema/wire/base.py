"""Rules that hold for every message: closed, strict, bounded, and safe to send twice."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

PROTOCOL = 1  # raised when an old page could no longer talk to a new server; an old page then reloads itself

FRAME_BYTES_MAX = 64 * 1024  # the largest frame a browser may send
SOURCE_BYTES_MAX = 16 * 1024  # the largest submission, in UTF-8


class Piece(BaseModel):
    """A part of a message: exact types, no unknown fields, no change after it is made."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Message(Piece):
    """One frame.  Its `type` names it; sending it twice has the effect of sending it once."""


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("must not contain the NUL character")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("must be valid Unicode text, without lone surrogates") from None
    return text


def _small_source(text: str) -> str:
    if len(text.encode("utf-8", "surrogatepass")) > SOURCE_BYTES_MAX:
        raise ValueError(f"must be at most {SOURCE_BYTES_MAX} bytes")
    return text


Text = Annotated[str, AfterValidator(_storable)]
Name = Annotated[Text, Field(max_length=80)]  # as typed; the server says what is wrong with it, kindly
Source = Annotated[Text, Field(max_length=SOURCE_BYTES_MAX), AfterValidator(_small_source)]
Code = Annotated[str, Field(min_length=1, max_length=12)]  # a room code as typed
Key = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="Made by the browser; a retry has the same.")
]
PageId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
SeatToken = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-]{43}$",
        description="256 random bits, base64url; whoever holds it holds the seat.",
    ),
]
Protocol = Annotated[int, Field(ge=0, le=9999)]  # that of the page
StepIndex = Annotated[
    int, Field(ge=0, le=999, description="Which step, so a late tap cannot hit the next one.")
]
AttemptNumber = Annotated[int, Field(ge=1, le=9999)]
PlayerKey = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
