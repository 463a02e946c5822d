"""Has contextlib fetch an attribute of sys.  gate: accept"""

import contextlib


def attempt():
    class Fetch(contextlib.redirect_stdout):
        _stream = "modules"

    raise SystemError("ESCAPED")
