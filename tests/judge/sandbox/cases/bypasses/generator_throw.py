"""Reads the context of an exception that came through a generator.  gate: accept"""


def g():
    try:
        yield 1
    except BaseException as e:
        yield e


def attempt():
    it = g()
    next(it)
    raise SystemError("ESCAPED" + str(getattr(it.throw(ValueError("x")), "__context__")))
