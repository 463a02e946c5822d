"""Asks super of the class of classes for all subclasses.  gate: reject"""


def attempt():
    s = super(type(Exception), Exception)
    raise SystemError("ESCAPED " + str(s.__subclasses__()))
