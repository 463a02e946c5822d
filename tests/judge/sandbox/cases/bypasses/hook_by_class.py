"""Calls a class like a hook.  gate: reject"""


class _tr_la:
    pass


def attempt():
    raise SystemError("ESCAPED")
