"""Has typing evaluate a text.  gate: accept"""

import threading
import typing


class Holder:
    x: "threading.Lock.acquire.__globals__"


def attempt():
    try:
        found = typing.get_type_hints(Holder)["x"]
    except TypeError as error:
        raise SystemError("ESCAPED " + str(error)[:20])
    raise SystemError("ESCAPED " + str(found)[:20])
