"""Has a property call the class of classes.  gate: accept"""


class H:
    make = property(type)


def attempt():
    raise SystemError("ESCAPED " + str(H().make))
