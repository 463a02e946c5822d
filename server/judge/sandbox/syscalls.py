"""Which system calls a submission may make, and their numbers.  Policy, as data.

Enough for threads, clocks and memory, and for writing to what is already open; nothing that opens, connects,
starts, signals or looks around.  `ATTACKS` are calls that no honest Python program makes: they end the run.
"""

from typing import NamedTuple


class Numbers(NamedTuple):
    """The number of one system call on each machine that the filter is written for; None where it has
    none."""

    x86_64: int | None
    aarch64: int


ALLOWED = {
    "futex": Numbers(202, 98),
    "clock_nanosleep": Numbers(230, 115),
    "clock_gettime": Numbers(228, 113),
    "clock_getres": Numbers(229, 114),
    "gettimeofday": Numbers(96, 169),
    "nanosleep": Numbers(35, 101),
    "sched_yield": Numbers(24, 124),
    "sched_getaffinity": Numbers(204, 123),
    "read": Numbers(0, 63),
    "write": Numbers(1, 64),
    "close": Numbers(3, 57),
    "fstat": Numbers(5, 80),
    "brk": Numbers(12, 214),
    "munmap": Numbers(11, 215),
    "mremap": Numbers(25, 216),
    "madvise": Numbers(28, 233),
    "rt_sigprocmask": Numbers(14, 135),
    "rt_sigreturn": Numbers(15, 139),
    "sigaltstack": Numbers(131, 132),
    "restart_syscall": Numbers(219, 128),
    "set_robust_list": Numbers(273, 99),
    "rseq": Numbers(334, 293),
    "getrandom": Numbers(318, 278),
    "getpid": Numbers(39, 172),
    "gettid": Numbers(186, 178),
    "exit": Numbers(60, 93),
    "exit_group": Numbers(231, 94),
}

# Allowed with some arguments only; `seccomp` says which.
CLONE = Numbers(56, 220)
CLONE3 = Numbers(435, 435)
MMAP = Numbers(9, 222)
MPROTECT = Numbers(10, 226)
PRLIMIT64 = Numbers(302, 261)

ATTACKS = {
    "ptrace": Numbers(101, 117),
    "process_vm_readv": Numbers(310, 270),
    "process_vm_writev": Numbers(311, 271),
    "bpf": Numbers(321, 280),
    "userfaultfd": Numbers(323, 282),
    "perf_event_open": Numbers(298, 241),
    "io_uring_setup": Numbers(425, 425),
    "io_uring_enter": Numbers(426, 426),
    "io_uring_register": Numbers(427, 427),
    "keyctl": Numbers(250, 219),
    "add_key": Numbers(248, 217),
    "request_key": Numbers(249, 218),
    "chroot": Numbers(161, 51),
    "pivot_root": Numbers(155, 41),
    "unshare": Numbers(272, 97),
    "setns": Numbers(308, 268),
    "mount": Numbers(165, 40),
    "umount2": Numbers(166, 39),
    "open_tree": Numbers(428, 428),
    "move_mount": Numbers(429, 429),
    "fsopen": Numbers(430, 430),
    "open_by_handle_at": Numbers(304, 265),
    "init_module": Numbers(175, 105),
    "finit_module": Numbers(313, 273),
    "delete_module": Numbers(176, 106),
    "kexec_load": Numbers(246, 104),
    "reboot": Numbers(169, 142),
}
