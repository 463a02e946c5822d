"""Console ⇄ server: who comes into a room, and who may use the console."""

from typing import Annotated, Literal

from pydantic import Field

from schema.wire.base import Key, Message, Piece, PlayerKey


class SetApproval(Message):
    """On: who comes now waits to be let in.  Off: the door is open, also for those who wait."""

    type: Literal["set_approval"] = "set_approval"
    key: Key
    on: bool


PlayerKeys = Annotated[list[PlayerKey], Field(min_length=1, max_length=1000)]


class Admit(Message):
    """Let in these who wait; who does not wait any more is passed over."""

    type: Literal["admit"] = "admit"
    key: Key
    players: PlayerKeys


class TurnAway(Message):
    type: Literal["turn_away"] = "turn_away"
    key: Key
    players: PlayerKeys


class ClearNewcomers(Message):
    """Remove everybody who came in the last minute.  They may ask again, and then wait to be let in."""

    type: Literal["clear_newcomers"] = "clear_newcomers"
    key: Key


class WaitingLine(Piece):
    player: PlayerKey
    name: str


class DeviceAsked(Message):
    """Ask for a link that makes one more device a console, once."""

    type: Literal["device_asked"] = "device_asked"
    key: Key


class DeviceLink(Message):
    """Whoever opens it first becomes an instructor, too: to assist, or to take over."""

    type: Literal["device_link"] = "device_link"
    url: str
    qr_svg: str
    hours: int = Field(description="How long it waits for its click.")


class SignOut(Message):
    """End this console's session, or those of all other devices; their sockets close at once."""

    type: Literal["sign_out"] = "sign_out"
    key: Key
    others: bool
