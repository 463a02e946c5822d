"""A world of its own: no network, no other processes, no files.  Made once, by the process that forks."""

import os
import signal

from . import libc

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
EVERYTHING = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET

MS_RDONLY = 0x1
MS_NOSUID = 0x2
MS_NODEV = 0x4
MS_NOEXEC = 0x8
MS_REMOUNT = 0x20
MS_MOVE = 0x2000
MS_REC = 0x4000
MS_PRIVATE = 0x40000
MNT_DETACH = 0x2


def enter() -> None:
    """Returns in a child that is process 1 of its own world.  The caller's process only waits for it and
    ends.

    Raises `OSError` where the system does not allow it, with this process as it was.
    """
    _unshare()
    parent = os.getpid()
    child = os.fork()
    if child:
        _follow(child)
    libc.call("prctl", libc.PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() not in (0, parent):
        os._exit(0)
    os.setsid()


def leave_files_behind() -> None:
    """The root directory becomes an empty one that cannot be written.  Whatever is to be imported, is
    already."""
    libc.call("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)
    libc.call("mount", b"none", b"/tmp", b"tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, b"size=4k,mode=0555")
    os.chdir("/tmp")
    try:
        libc.call("pivot_root", b".", b".")
        libc.call("umount2", b".", MNT_DETACH)
    except OSError:  # the first root of a machine cannot be taken away, but covered for good
        libc.call("mount", b".", b"/", None, MS_MOVE, None)
        os.chroot(".")
    os.chdir("/")
    flags = MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC
    libc.call("mount", None, b"/", None, flags, None)


def _unshare() -> None:
    if os.geteuid() == 0:
        try:
            libc.call("unshare", EVERYTHING)
            return
        except OSError:
            pass  # root of a container often may not; a user namespace may still be allowed
    user, group = os.geteuid(), os.getegid()
    libc.call("unshare", CLONE_NEWUSER | EVERYTHING)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


def _follow(child: int) -> None:
    """Ends as the child ends."""
    os.closerange(0, 1024)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
