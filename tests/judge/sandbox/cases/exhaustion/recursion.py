"""Calls itself without end, then with a higher limit.  gate: reject"""

import sys
import threading


def again():
    return again()


try:
    again()
except RecursionError:
    print("BLOCKED", flush=True)
sys.setrecursionlimit(10**7)
thread = threading.Thread(target=again)
thread.start()
thread.join()
