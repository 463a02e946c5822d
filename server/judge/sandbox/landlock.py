"""Landlock: a second, independent lock on files, TCP ports and what lies outside this process."""

import ctypes
import fcntl
import os

from . import libc

CREATE_RULESET = 444
RESTRICT_SELF = 446
ASK_VERSION = 1
OUT_OF_THE_WAY = 10  # above the descriptors that a submission is given

# Which rights each version of the interface knows: (version, rights on files, rights on TCP, scopes).
RIGHTS = (
    (6, 0xFFFF, 0x3, 0x3),
    (5, 0xFFFF, 0x3, 0x0),
    (4, 0x7FFF, 0x3, 0x0),
    (3, 0x7FFF, 0x0, 0x0),
    (2, 0x3FFF, 0x0, 0x0),
    (1, 0x1FFF, 0x0, 0x0),
)
RULESET_BYTES = {6: 24, 5: 16, 4: 16, 3: 8, 2: 8, 1: 8}


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def version() -> int:
    """The version of Landlock that this kernel offers, 0 if none."""
    try:
        return libc.syscall(CREATE_RULESET, None, 0, ASK_VERSION)
    except OSError:
        return 0


def ruleset() -> int:
    """A descriptor for the rule *nothing is allowed*, to be made once and used by every submission."""
    offered = version()
    if not offered:
        raise OSError("this kernel has no Landlock, or it is not switched on")
    known, files, tcp, scopes = next(rights for rights in RIGHTS if rights[0] <= offered)
    attributes = _Ruleset(files, tcp, scopes)
    made = libc.syscall(CREATE_RULESET, ctypes.byref(attributes), RULESET_BYTES[known], 0)
    try:
        return fcntl.fcntl(made, fcntl.F_DUPFD_CLOEXEC, OUT_OF_THE_WAY)
    finally:
        os.close(made)


def restrict(ruleset_descriptor: int) -> None:
    """Applies the rule to this process.  Needs no_new_privs."""
    libc.syscall(RESTRICT_SELF, ruleset_descriptor, 0)
