"""Declares the name of a hook global.  gate: reject"""


def attempt():
    global _tr_la
    raise SystemError("ESCAPED")
