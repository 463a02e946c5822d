"""Reads memory by the number of a process.  gate: reject"""

import ctypes
import os

buffer = ctypes.create_string_buffer(8)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 8)
print("ESCAPED", ctypes.CDLL(None).process_vm_readv(os.getpid(), vector, 1, vector, 1, 0))
