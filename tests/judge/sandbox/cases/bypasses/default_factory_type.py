"""Has a dictionary call the class of classes.  gate: accept"""

import collections


def attempt():
    t = collections.defaultdict(type)
    raise SystemError("ESCAPED " + str(t))
