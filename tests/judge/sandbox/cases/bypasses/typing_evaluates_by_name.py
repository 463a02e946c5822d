"""Has typing evaluate a text, by a name put together at run time.  gate: accept"""

import typing


def attempt():
    text = typing.get_args(typing.Optional["__import__('sys').modules"])[0]
    found = getattr(text, "_eva" + "luate")({}, {}, frozenset())
    raise SystemError("ESCAPED " + str(len(found)))
