"""The kernel filter: which system calls a submission's process may make.  This layer alone holds every
escape.

Nothing can be opened, so what counts is what is open already: three descriptors, given on purpose.  A call
that is not on the list fails with EPERM, which Python shows as `PermissionError`; an attack ends the
process.
"""

import ctypes
import errno
import platform

from . import bpf, libc, syscalls
from .syscalls import Numbers

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_CALLS = 0x40000000

CLONE_THREAD_NEEDS = 0x00010900  # CLONE_VM, CLONE_SIGHAND, CLONE_THREAD
CLONE_THREAD_MAY = 0x007D0F00  # and what pthread_create adds to them
PROT_EXEC = 0x4
SECCOMP_MODE_FILTER = 2

DENY = bpf.verdict(bpf.ERROR | errno.EPERM)
ABSENT = bpf.verdict(bpf.ERROR | errno.ENOSYS)
ALLOW = bpf.verdict(bpf.ALLOW)
KILL = bpf.verdict(bpf.KILL)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def supported(machine: str | None = None) -> bool:
    """Whether there is a filter for this kind of processor."""
    return (machine or platform.machine()) in ARCHITECTURES


def program(machine: str) -> bytes:
    """The filter for one kind of processor."""

    def on(numbers: Numbers, block: bpf.Block) -> bpf.Block:
        number = numbers.x86_64 if machine == "x86_64" else numbers.aarch64
        return [] if number is None else bpf.when(bpf.EQUAL, number, block)

    return bpf.assemble(
        [
            bpf.load(bpf.ARCHITECTURE_OFFSET),
            bpf.unless(bpf.EQUAL, ARCHITECTURES[machine], KILL),
            bpf.load(bpf.NUMBER_OFFSET),
            bpf.when(bpf.AT_LEAST, X32_CALLS, KILL),
            *(on(numbers, ALLOW) for numbers in syscalls.ALLOWED.values()),
            on(syscalls.MMAP, _not_executable()),
            on(syscalls.MPROTECT, _not_executable()),
            on(syscalls.CLONE, _a_thread()),
            on(syscalls.CLONE3, ABSENT),  # its flags lie where a filter cannot look; glibc then uses clone
            on(syscalls.PRLIMIT64, _only_asking()),
            *(on(numbers, KILL) for numbers in syscalls.ATTACKS.values()),
            DENY,
        ]
    )


def install(instructions: bytes) -> None:
    """Puts this process, and every thread that it starts from now on, behind the filter.  There is no way
    back."""
    filter_ = _Program(len(instructions) // 8, instructions)
    libc.call("prctl", libc.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.call("prctl", libc.PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0)


def _not_executable() -> bpf.Block:
    return [*bpf.argument(2), *bpf.when(bpf.ANY_BIT, PROT_EXEC, DENY), *ALLOW]


def _a_thread() -> bpf.Block:
    """A new thread of this process is allowed, a new process or namespace is not."""
    return [
        *bpf.argument(0, high=True),
        *bpf.unless(bpf.EQUAL, 0, DENY),
        *bpf.argument(0),
        *bpf.when(bpf.ANY_BIT, 0xFFFFFFFF & ~CLONE_THREAD_MAY, DENY),
        *bpf.mask(CLONE_THREAD_NEEDS),
        *bpf.unless(bpf.EQUAL, CLONE_THREAD_NEEDS, DENY),
        *ALLOW,
    ]


def _only_asking() -> bpf.Block:
    """Reading this process's own limits is allowed, changing them or looking at another's is not."""
    halves = [bpf.argument(index, high=high) for index in (0, 2) for high in (False, True)]
    return [step for half in halves for step in (*half, *bpf.unless(bpf.EQUAL, 0, DENY))] + ALLOW
