"""Reads the traceback of an exception that it caught.  gate: reject"""


def attempt():
    try:
        {}["x"]
    except KeyError as e:
        raise SystemError("ESCAPED " + str(e.__traceback__))
