"""Makes a user namespace, to be root in it.  gate: reject"""

import ctypes

CLONE_NEWUSER = 0x10000000
print("ESCAPED", ctypes.CDLL(None).unshare(CLONE_NEWUSER))
