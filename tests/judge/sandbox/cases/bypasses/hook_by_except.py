"""Binds the name of a hook by an except clause.  gate: reject"""


def attempt():
    try:
        raise ValueError
    except ValueError as _tr_la:
        raise SystemError("ESCAPED")
