"""Reads the traceback of an exception by a name put together at run time.  gate: accept"""


def attempt():
    e = ValueError()
    try:
        raise e
    except ValueError:
        pass
    raise SystemError("ESCAPED" + str(getattr(e, "__trace" + "back__")))
