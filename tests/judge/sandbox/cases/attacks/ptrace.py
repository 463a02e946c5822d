"""Traces its parent.  gate: reject"""

import ctypes
import os

PTRACE_SEIZE = 0x4206
print("ESCAPED", ctypes.CDLL(None).ptrace(PTRACE_SEIZE, os.getppid(), None, None))
