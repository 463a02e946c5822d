"""The addresses that people type, scan and click."""

import io
import ipaddress
import socket
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import segno

from server.room.state import Player, Room
from server.web.sealed import seal


@dataclass(frozen=True, slots=True)
class RoomLinks:
    join_url: str
    short_url: str  # without scheme, to be read aloud
    projector_url: str
    qr_svg: str


@lru_cache(maxsize=256)
def room_links(base_url: str, code: str, projector_key: str) -> RoomLinks:
    """`base_url` is scheme, host and port as students reach it, without a slash at its end."""
    join_url = f"{base_url}/{code}"
    short_url = join_url.split("://", 1)[1]
    projector_url = f"{base_url}/projector/{code}?key={projector_key}"
    return RoomLinks(join_url, short_url, projector_url, qr_svg(join_url))


def own_path(what: Literal["glossary", "summary"], room: Room, player: Player) -> str:
    """A student's own address.  Nobody can guess it, and nobody can take the seat with it."""
    return f"/{what}/{room.code}/{player.id}{seal(what, room.code, player.id)}"


def qr_svg(url: str) -> str:
    """An SVG image of the QR code, black on white with its quiet zone, for any screen theme."""
    out = io.BytesIO()
    segno.make(url, error="m").save(
        out, kind="svg", xmldecl=False, border=4, dark="#000", light="#fff", scale=8, omitsize=True
    )
    return out.getvalue().decode()


def qr_terminal(url: str) -> str:
    """The QR code in half blocks, for a terminal."""
    out = io.StringIO()
    segno.make(url, error="l").terminal(out, compact=True, border=2)
    return out.getvalue()


def lan_address() -> str:
    """This machine's address on its network, or 127.0.0.1 if it has none.  Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: a UDP connect only picks the interface
            address = str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
    return "127.0.0.1" if ipaddress.ip_address(address).is_unspecified else address
