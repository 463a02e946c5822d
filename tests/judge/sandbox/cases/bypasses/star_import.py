"""Imports everything that a module shows.  gate: accept"""

from threading import *
from functools import *


def attempt():
    raise SystemError("ESCAPED " + str(sys.modules))
