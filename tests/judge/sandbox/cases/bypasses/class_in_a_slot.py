"""Hides the class of classes in the slot that is called.  gate: accept"""


def attempt():
    class Maker:
        __call__ = type

    made = Maker()("X", (), {"__match_args__": ("__globals__",)})
    raise SystemError("ESCAPED " + str(made))
