"""Imported into a forking process, this forbids it to become another user, as some containers do."""

import errno
import os


def refuse(*users: int) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


os.setresuid = refuse
