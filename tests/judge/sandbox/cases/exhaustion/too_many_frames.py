"""Says well-formed things without end.  gate: accept"""

while True:
    emit({"type": "progress"})
