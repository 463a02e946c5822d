import ctypes

CLONE_NEWUSER = 0x10000000
print("ESCAPED", ctypes.CDLL(None).unshare(CLONE_NEWUSER))
