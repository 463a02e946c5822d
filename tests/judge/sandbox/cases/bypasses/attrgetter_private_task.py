"""Has operator fetch what the judge keeps on a thread.  gate: accept"""

import operator
import threading


def attempt():
    found = operator.attrgetter("_task")(threading.current_thread())
    raise SystemError("ESCAPED " + str(found))
