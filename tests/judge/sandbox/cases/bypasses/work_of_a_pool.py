"""Reads what a pool keeps of its threads.  gate: accept"""

import concurrent.futures


class Mine(concurrent.futures.ThreadPoolExecutor):
    def look(self):
        return self._tasks


def attempt():
    pool = Mine(1)
    pool.submit(print)
    raise SystemError("ESCAPED " + str(pool.look()[0].name))
