"""Has a pool begin with the class of classes.  gate: accept"""

import concurrent.futures


def attempt():
    concurrent.futures.ThreadPoolExecutor(1, initializer=type, initargs=("X", (), {}))
    raise SystemError("ESCAPED")
