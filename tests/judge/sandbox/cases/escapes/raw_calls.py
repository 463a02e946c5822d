"""Makes system calls by their numbers.  gate: reject"""

import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    result = libc.syscall(*(ctypes.c_long(argument) for argument in (number, *arguments)))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")
    return result


SIGCHLD = 17
X86_64 = "x86_64" in sys.implementation._multiarch
OPENAT, CLONE, CLONE3 = (257, 56, 435) if X86_64 else (56, 220, 435)


def copy(flags):
    process = call(CLONE, flags, 0, 0, 0, 0)
    if process == 0:
        os._exit(0)
    return process


path = ctypes.create_string_buffer(b"/etc/passwd")
probe("openat", lambda: call(OPENAT, -100, ctypes.addressof(path), 0, 0))
probe("clone of a process", lambda: copy(SIGCHLD))


def copy3():
    arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, SIGCHLD)
    process = call(CLONE3, ctypes.addressof(arguments), ctypes.sizeof(arguments))
    if process == 0:
        os._exit(0)
    return process


probe("clone3", copy3)
