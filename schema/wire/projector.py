"""Projector ⇄ server, on `/ws/projector`.  It may only watch."""

from typing import Annotated, Literal

from pydantic import Field

from schema.wire.base import Code, Message, Protocol
from schema.wire.shared import Bye, Counted, Ping, Pong, Refused, SceneShown


class Hello(Message):
    """First message on the socket."""

    type: Literal["hello"] = "hello"
    protocol: Protocol
    room: Code


class Welcome(Message):
    """What the projector needs to draw the way in.  `qr_svg` is an SVG image of `join_url`."""

    type: Literal["welcome"] = "welcome"
    room: str
    lesson: str
    language: str
    join_url: str
    short_url: str = Field(description="The link without scheme, to be read aloud.")
    qr_svg: str


ProjectorSends = Annotated[Hello | Ping, Field(discriminator="type")]
ProjectorGets = Annotated[Welcome | SceneShown | Counted | Refused | Bye | Pong, Field(discriminator="type")]
