"""Makes every system call that the filter has not named, by its number.  Not to be let near the kernel is the
only answer that counts: a call that fails for another reason has been made.  gate: reject"""

import ctypes
import errno
import sys

libc = ctypes.CDLL(None, use_errno=True)
X86_64 = "x86_64" in sys.implementation._multiarch

# x86_64, aarch64, and arguments with which nothing happens where the call is allowed
CALLS = {
    "openat2": (437, 437),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447, 1 << 20),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438, -1),
    "pidfd_send_signal": (424, 424, -1),
    "socket": (41, 198, 99),
    "socketpair": (53, 199),
    "connect": (42, 203, -1),
    "bind": (49, 200, -1),
    "sendmsg": (46, 211, -1),
    "recvmsg": (47, 212, -1),
    "epoll_create1": (291, 20),
    "eventfd2": (290, 19),
    "signalfd4": (289, 74, -1),
    "timerfd_create": (283, 85, 99),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262, 1 << 30),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "setitimer": (38, 103, 99),
    "timer_create": (222, 107, 99),
    "msgget": (68, 186, 1),
    "semget": (64, 190, 1),
    "shmget": (29, 194, 1),
    "mq_open": (240, 180),
    "getcwd": (79, 17),
    "chdir": (80, 49),
    "statx": (332, 291),
    "getdents64": (217, 61, -1),
    "unlinkat": (263, 35, -1),
    "mkdirat": (258, 34, -1),
    "renameat2": (316, 276, -1),
    "symlinkat": (266, 36),
    "linkat": (265, 37, -1),
    "mknodat": (259, 33, -1),
    "fchmodat": (268, 53, -1),
    "fchownat": (260, 54, -1),
    "utimensat": (280, 88, -1),
    "truncate": (76, 45),
    "fchmod": (91, 52, -1),
    "ftruncate": (77, 46, -1),
    "dup": (32, 23),
    "pipe2": (293, 59),
    "fcntl": (72, 25, 0, 1),
    "ioctl": (16, 29, -1),
    "splice": (275, 76, -1),
    "sendfile": (40, 71, -1),
    "copy_file_range": (326, 285, -1),
    "name_to_handle_at": (303, 264, -1),
    "execve": (59, 221),
    "execveat": (322, 281, -1),
    "wait4": (61, 260),
    "personality": (135, 92, 0xFFFFFFFF),
    "pkey_mprotect": (329, 288, 1),
    "remap_file_pages": (216, 234, 1),
    "mbind": (237, 235, 1),
    "move_pages": (279, 239),
    "process_madvise": (440, 440, -1),
    "sched_setattr": (314, 274),
    "sched_setaffinity": (203, 122),
    "ioprio_set": (251, 30),
    "capset": (126, 91),
    "prctl": (157, 167, 9999),
    "seccomp": (317, 277, 99),
    "landlock_create_ruleset": (444, 444),
    "setsid": (112, 157),
    "setpgid": (109, 154, 1),
    "clock_settime": (227, 112, 99),
    "adjtimex": (159, 171),
    "setrlimit": (160, 164, 99),
    "kcmp": (312, 272),
    "quotactl": (179, 60),
    "mount_setattr": (442, 442, -1),
    "futex_waitv": (449, 449),
    "membarrier": (324, 283),
    "getppid": (110, 173),
    "uname": (63, 160),
    "sysinfo": (99, 179),
}


def made(x86_64, aarch64, *arguments):
    number = x86_64 if X86_64 else aarch64
    filled = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    ctypes.set_errno(0)
    result = libc.syscall(*(ctypes.c_long(argument) for argument in (number, *filled)))
    failure = ctypes.get_errno()
    if result == -1 and failure == errno.EPERM:
        raise PermissionError("not let near the kernel")
    return result, errno.errorcode.get(failure, failure)


for name, call in CALLS.items():
    probe(f"call {name}", lambda call=call: made(*call))
