"""Imported into a forking process that root started, this makes it an ordinary user's, before any layer is
made.

The interpreter itself may lie where that user cannot read, which is why it is not simply started as that
user.
"""

import ctypes
import os

NOBODY = 65534
PR_SET_DUMPABLE = 4

if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # as after a start; else it may not map its own user
