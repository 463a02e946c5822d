import ctypes

parameters = ctypes.create_string_buffer(120)
print("ESCAPED", ctypes.CDLL(None).syscall(425, 4, parameters))
