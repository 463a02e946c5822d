"""Prints without end.  gate: accept"""

while True:
    print("x" * 1000)
