"""Imported into a forking process, this makes its root one that cannot be taken away, as one in memory is."""

import errno
from typing import Any

from sandbox import libc

allowed = libc.call


def call(name: str, *arguments: Any) -> int:
    if name == "pivot_root":
        raise OSError(errno.EINVAL, "pivot_root: Invalid argument")
    return allowed(name, *arguments)


libc.call = call
