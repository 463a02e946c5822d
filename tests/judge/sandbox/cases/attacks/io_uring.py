"""Sets up a ring, by which files could be opened past the filter.  gate: reject"""

import ctypes

parameters = ctypes.create_string_buffer(120)
print("ESCAPED", ctypes.CDLL(None).syscall(425, 4, parameters))
