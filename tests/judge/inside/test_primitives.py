"""The judge's own synchronisation objects do what the documentation of Python's says."""

import pytest

from tests.judge.inside.playing import every_order, scenario, serial, stage_of

ERRORS = {
    "threading.Lock().release()": "RuntimeError: release unlocked lock",
    "threading.RLock().release()": "RuntimeError: cannot release un-acquired lock",
    "threading.Lock().acquire(False, 1)": "ValueError: can't specify a timeout for a non-blocking call",
    "threading.Condition().notify()": "RuntimeError: cannot notify on un-acquired lock",
    "threading.Condition().wait()": "RuntimeError: cannot wait on un-acquired lock",
    "threading.Semaphore(-1)": "ValueError: semaphore initial value must be >= 0",
    "threading.BoundedSemaphore(1).release()": "ValueError: Semaphore released too many times",
    "threading.Thread().join()": "RuntimeError: cannot join thread before it is started",
    "threading.current_thread().join()": "RuntimeError: cannot join current thread",
    "twice_started()": "RuntimeError: threads can only be started once",
    "queue.Queue().get_nowait()": "Empty",
    "queue.Queue().get(timeout=3)": "Empty",
    "full().put_nowait(1)": "Full",
    "queue.Queue().task_done()": "ValueError: task_done() called too many times",
    "threading.Barrier(2).wait(timeout=1)": "BrokenBarrierError",
    "futures.Future().result(timeout=1)": "TimeoutError",
    "futures.ThreadPoolExecutor(0)": "ValueError: max_workers must be greater than 0",
    "closed_pool().submit(len, ())": "RuntimeError: cannot schedule new futures after shutdown",
    "failing_future().result()": "KeyError: 'x'",
    "time.sleep(-1)": "ValueError: sleep length must be non-negative",
}
SETTING = """
import queue, threading, time
import concurrent.futures as futures
def twice_started():
    t = threading.Thread(target=len, args=((),)); t.start(); t.start()
def full():
    q = queue.Queue(1); q.put(0); return q
def closed_pool():
    pool = futures.ThreadPoolExecutor(1); pool.shutdown(); return pool
def failing_future():
    return futures.ThreadPoolExecutor(1).submit({}.__getitem__, 'x')
def run():
    try: %s
    except Exception as e: return type(e).__name__ + (': ' + str(e) if str(e) else '')
"""


@pytest.mark.parametrize("expression", ERRORS)
def test_misuse_raises_what_python_raises(expression: str):
    stage = stage_of(SETTING % expression, entry="run", kind="function")

    result = serial(stage, scenario("run()"))

    assert result.history is not None, result.waiting
    assert result.history[0][0][0] == ("value", ERRORS[expression])


def test_virtual_time_passes_in_no_time_and_in_order():
    source = """
import threading, time
class Thing:
    def __init__(self): self.log = []
    def nap(self, long): time.sleep(long); self.log.append(time.monotonic() >= long)
    def wait(self): return threading.Event().wait(1_000_000)
"""
    result = serial(stage_of(source), scenario("nap(100000); nap(5); wait()"))

    assert result.history is not None
    assert result.history[0][0][-1] == ("value", False)
    assert result.run.now >= 1_100_005


def test_each_waiter_may_be_the_one_that_notify_wakes():
    source = """
import threading
class Thing:
    def __init__(self): self.c = threading.Condition(); self.waiting = 0; self.order = []
    def take(self, who):
        with self.c:
            self.waiting += 1
            self.c.wait()
            self.order = self.order + [who]
            self.c.notify()
    def give(self):
        while True:
            with self.c:
                if self.waiting == 2:
                    self.c.notify()
                    return
"""
    which = scenario("take('a')", "take('b')", "give()", finals="order")

    found, _ = every_order(stage_of(source), which)

    assert {str(outcome).count("'a'") for outcome in found} == {1}
    assert len(found) == 2


def test_threads_that_nobody_waits_for_are_not_a_deadlock_when_idle():
    source = """
import queue, threading
class Thing:
    def __init__(self):
        self.q = queue.Queue()
        threading.Thread(target=self.serve, daemon=True).start()
    def serve(self):
        while True: self.q.get().put(1)
    def ask(self):
        mine = queue.Queue(); self.q.put(mine); return mine.get()
"""
    found, _ = every_order(stage_of(source), scenario("ask()", "ask()"))

    assert "stuck" not in found
    assert len(found) == 1


def test_spinning_on_a_flag_that_comes_is_no_livelock():
    source = """
import time
class Thing:
    def __init__(self): self.flag = False
    def wait(self):
        while not self.flag: time.sleep(0)
        return 'seen'
    def set(self): self.flag = True
"""
    found, _ = every_order(stage_of(source), scenario("wait()", "set()"))

    assert len(found) == 1
    assert "stuck" not in found


def test_spinning_on_a_flag_that_never_comes_is_noticed():
    source = """
class Thing:
    def __init__(self): self.flag = False
    def wait(self):
        while not self.flag: pass
    def other(self): return 1
"""
    found, _ = every_order(stage_of(source), scenario("wait()", "other()"))

    assert "stuck" in found or "loops" in found
