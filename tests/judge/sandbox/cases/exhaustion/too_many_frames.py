while True:
    emit({"type": "progress"})
