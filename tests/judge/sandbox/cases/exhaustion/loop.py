"""Loops.  gate: accept"""

while True:
    pass
