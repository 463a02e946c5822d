"""Has a function stand in for the class of classes.  gate: accept"""


def attempt():
    def meta(n, b, d):
        d["__match_args__"] = ("gi_frame",)
        return type(n, b, d)

    class C(metaclass=meta):
        pass

    raise SystemError("ESCAPED")
