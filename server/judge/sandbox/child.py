"""What a forked process does: it confines itself, and only then reads a byte that a student may have
written."""

import fcntl
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import Any, NoReturn

from . import frames
from .confine import CHANNEL, Plan, Unconfined, confine
from .limits import Limits

Emit = Callable[[dict[str, Any]], None]
Entry = Callable[[dict[str, Any], Emit], None]

OUT_OF_THE_WAY = 10

_encoder = frames.Encoder()


class ExitStatus(IntEnum):
    """How the process of a submission ends where neither the kernel nor the submission ends it."""

    DONE = 0
    UNCONFINED = 71
    FAILED = 72
    MEMORY = 73


def live(plan: Plan, entry: Entry, order: dict[str, Any], descriptors: list[int]) -> NoReturn:
    """From the fork to the end.  Never returns, so that nothing of the forking process is ever gone on
    with."""
    status = ExitStatus.FAILED
    try:
        limits = Limits(**order["limits"])
        _wire(descriptors)
        try:
            confine(plan, limits, order["slot"])
        except Unconfined as refusal:
            status = ExitStatus.UNCONFINED
            emit({"type": "unconfined", "layer": refusal.layer, "error": str(refusal)})
        else:
            emit({"type": "confined", "layers": sorted(plan.layers)})
            status = _work(entry, limits)
    finally:
        os._exit(status)


def _work(entry: Entry, limits: Limits) -> ExitStatus:
    try:
        entry(read_job(limits), emit)
        sys.stdout.flush()
    except MemoryError:
        return ExitStatus.MEMORY
    except BaseException as error:
        emit({"type": "failed", "error": f"{type(error).__name__}: {str(error)[:300]}"})
        return ExitStatus.FAILED
    return ExitStatus.DONE


def emit(message: dict[str, Any]) -> None:
    """Says one thing to the server."""
    data = memoryview(_encoder.encode(message))
    while data:
        data = data[os.write(CHANNEL, data) :]


def read_job(limits: Limits) -> dict[str, Any]:
    """What the server asks for."""
    decoder = frames.Decoder(
        frame_bytes=8 * limits.frame_bytes, frames=1, frames_bytes=8 * limits.frame_bytes
    )
    while True:
        data = os.read(CHANNEL, 65536)
        if not data:
            os._exit(0)  # the server changed its mind
        for message in decoder.feed(data):
            return message


def _wire(descriptors: list[int]) -> None:
    """Descriptors 0 to 3: nothing to read, the output twice, the channel.  All are moved high first, so that
    none is overwritten before it is in place."""
    os.setsid()
    channel, output = (fcntl.fcntl(descriptor, fcntl.F_DUPFD, OUT_OF_THE_WAY) for descriptor in descriptors)
    nothing, other_end = os.pipe()
    os.close(other_end)
    for source, target in ((nothing, 0), (output, 1), (output, 2), (channel, CHANNEL)):
        os.dup2(source, target)
