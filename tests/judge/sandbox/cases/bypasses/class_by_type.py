"""Makes a class whose attribute is the descriptor of another.  gate: accept"""

import threading


def attempt():
    function = type(threading.Lock.acquire)
    slots = {name: value for name, value in vars(function).items() if name == "__globals__"}
    made = property(getattr(slots["__globals__"], "__get__"))
    raise SystemError("ESCAPED " + str(made))
