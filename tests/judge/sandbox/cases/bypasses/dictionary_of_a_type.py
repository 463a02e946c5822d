"""Takes the descriptor out of the type's dictionary.  gate: reject"""

import threading


def attempt():
    function = threading.Lock.acquire
    found = vars(type(function))["__globals__"].__get__(function)
    raise SystemError("ESCAPED " + str(len(found)))
