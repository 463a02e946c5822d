"""Has a pool call the class of classes.  gate: accept"""

import concurrent.futures


def attempt():
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        t = pool.submit(type, "X", (), {"__match_args__": ("gi_frame",)}).result()
    raise SystemError("ESCAPED " + str(t))
