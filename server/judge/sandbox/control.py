"""What the server and the zygote say to each other: records of one size, so that they cannot run together."""

import json
import socket
from array import array
from typing import Any

RECORD_BYTES = 1024


def pack(message: dict[str, Any]) -> bytes:
    """One record."""
    body = json.dumps(message).encode()
    assert len(body) <= RECORD_BYTES, "a control record is a handful of small values"
    return body.ljust(RECORD_BYTES)


def unpack(record: bytes) -> dict[str, Any]:
    """What `pack` was given."""
    message = json.loads(record)
    assert isinstance(message, dict)
    return message


def send(link: socket.socket, message: dict[str, Any], descriptors: tuple[int, ...] = ()) -> None:
    """Sends a record, and descriptors along with it."""
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", descriptors))] if descriptors else []
    link.sendmsg([pack(message)], rights)


def receive(link: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next record with its descriptors, None when the other side is gone."""
    space = socket.CMSG_SPACE(8 * array("i").itemsize)
    record, rights, _, _ = link.recvmsg(RECORD_BYTES, space, socket.MSG_WAITALL)
    descriptors = array("i")
    for _, _, data in rights:
        descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return (unpack(record), list(descriptors)) if record else None
