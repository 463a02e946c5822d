"""Lets C code call the class of classes.  gate: accept"""


def attempt():
    made = list(map(type, ["X"], [()], [{"__match_args__": ("__globals__",)}]))
    raise SystemError("ESCAPED " + str(made))
