"""Who a submission's process is: nobody, with no privilege, gone when its parent is."""

import ctypes
import os
import signal

from . import libc

FIRST_USER = 64_000  # a range that distributions leave alone
CAPABILITY_VERSION = 0x20080522
CAPABILITIES = 64


def become_nobody(slot: int) -> None:
    """Root becomes a user that owns nothing and runs nothing else."""
    user = FIRST_USER + slot
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def drop_privileges() -> None:
    """No capability is left, and no program that is executed later can give one back."""
    for capability in range(CAPABILITIES):
        try:
            libc.call("prctl", libc.PR_CAPBSET_DROP, capability, 0, 0, 0)
        except OSError:
            break  # past the last one, or not allowed to: then there is nothing to drop
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    libc.call("capset", ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)()))
    libc.call("prctl", libc.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.call("prctl", libc.PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with(parent: int) -> None:
    """The kernel kills this process when its parent ends, however it ends."""
    libc.call("prctl", libc.PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)
