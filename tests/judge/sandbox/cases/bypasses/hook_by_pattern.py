"""Binds the name of a hook by a pattern.  gate: reject"""


def attempt():
    match lambda *a: 1:
        case _tr_la:
            raise SystemError("ESCAPED")
