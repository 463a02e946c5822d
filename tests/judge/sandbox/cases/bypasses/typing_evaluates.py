"""Has typing evaluate a text.  gate: accept"""

import typing


def attempt():
    text = typing.get_args(typing.Optional["__import__('sys').modules"])[0]
    found = text._evaluate({}, {}, frozenset())
    raise SystemError("ESCAPED " + str(len(found)))
