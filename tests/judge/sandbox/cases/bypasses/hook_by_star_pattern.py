"""Binds the name of a hook by the rest of a sequence.  gate: reject"""


def attempt():
    match [1, 2]:
        case [*_tr_la]:
            raise SystemError("ESCAPED")
