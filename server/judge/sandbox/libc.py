"""The C library, by ctypes: the calls that Python does not offer."""

import ctypes
import os

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
M_ARENA_MAX = -8

_libc = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: object) -> int:
    """Calls a function of the C library; raises `OSError` where it fails."""
    result = int(getattr(_libc, name)(*map(_wide, arguments)))
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: object) -> int:
    """A system call that the C library has no name for."""
    return call("syscall", number, *arguments)


def one_malloc_arena() -> None:
    """Many threads in little address space: glibc would reserve 64 MB for each of the first few."""
    if hasattr(_libc, "mallopt"):
        _libc.mallopt(M_ARENA_MAX, 1)


def _wide(argument: object) -> object:
    """Integers as wide as a register: a variadic call takes what stands in the upper half as well."""
    return ctypes.c_long(argument) if isinstance(argument, int) else argument
