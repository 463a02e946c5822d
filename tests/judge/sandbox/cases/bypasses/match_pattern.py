"""Names the attribute in a pattern.  gate: reject"""

import threading


def attempt():
    match threading.Lock.acquire:
        case object(__globals__=found):
            raise SystemError("ESCAPED " + str(len(found)))
