"""Keeps ever more.  gate: accept"""

hoard = []
while True:
    hoard.append(bytearray(1 << 20))
