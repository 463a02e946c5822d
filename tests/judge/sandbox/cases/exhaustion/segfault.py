"""Reads address 0.  gate: reject"""

import ctypes

ctypes.string_at(0)
