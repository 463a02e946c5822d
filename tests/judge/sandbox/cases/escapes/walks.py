"""Walks from innocent objects to files, processes and the network, by ways that Python jails have been left.
gate: reject"""


import builtins
import codecs
import ctypes
import gc
import importlib.machinery
import io
import linecache
import marshal
import mmap
import multiprocessing.shared_memory
import operator
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import tokenize
import types
import warnings

PASSWD = "/etc/passwd"


def opened(opener):
    return opener(PASSWD).read(64) or 1 / 0


def generator():
    yield


async def coroutine():
    pass


async def generating():
    yield


def of_a_frame(frame):
    return opened(frame.f_builtins["open"])


def raised():
    try:
        raise ValueError
    except ValueError as error:
        return of_a_frame(error.__traceback__.tb_frame)


def coroutines():
    made = coroutine()
    try:
        return of_a_frame(made.cr_frame)
    finally:
        made.close()


class Reduced:
    def __reduce__(self):
        return (os.system, ("exit 0",))


class Formatted:
    def __format__(self, spec):
        return open(PASSWD).read(8)


class Destroyed:
    found = []

    def __del__(self):
        try:
            self.found.append(open(PASSWD).read(8))
        except OSError:
            pass


def destroyed():
    made = Destroyed()
    del made
    return Destroyed.found[0]


def made_function():
    code = compile(f"open({PASSWD!r}).read(8)", "x", "eval")
    return types.FunctionType(code, {})()


def marshalled():
    return eval(marshal.loads(marshal.dumps(compile(f"open({PASSWD!r}).read(8)", "x", "eval"))))


def lines():
    return linecache.getlines(PASSWD)[0]


def succeeded(status):
    if status:
        raise OSError(status)
    return status


def buffered():
    return os.fdopen(os.open(PASSWD, os.O_RDONLY)).read(8)


def of_an_object(kind):
    return next(thing for thing in gc.get_objects() if isinstance(thing, kind))


def shared():
    memory = multiprocessing.shared_memory._posixshmem
    os.close(memory.shm_open("/threadrace-escape", os.O_CREAT | os.O_RDWR, mode=0o600))
    memory.shm_unlink("/threadrace-escape")


WALKS = {
    "generator's frame": lambda: of_a_frame(generator().gi_frame),
    "coroutine's frame": coroutines,
    "asynchronous generator's frame": lambda: of_a_frame(generating().ag_frame),
    "traceback's frame": raised,
    "its own frame": lambda: of_a_frame(sys._getframe()),
    "every thread's frame": lambda: of_a_frame(next(iter(sys._current_frames().values()))),
    "function's globals": lambda: opened(opened.__globals__["builtins"].open),
    "function's builtins": lambda: opened(opened.__builtins__["open"]),
    "builtin's module": lambda: opened(print.__self__.open),
    "warnings' module": lambda: opened(warnings.catch_warnings()._module.__builtins__["open"]),
    "loaded modules": lambda: opened(sys.modules["builtins"].open),
    "attrgetter": lambda: opened(operator.attrgetter("open")(builtins)),
    "methodcaller": lambda: operator.methodcaller("open", PASSWD)(builtins).read(8),
    "format": lambda: f"{Formatted()}",
    "destructor": destroyed,
    "made function": made_function,
    "marshalled code": marshalled,
    "pickle": lambda: succeeded(pickle.loads(pickle.dumps(Reduced()))),
    "codecs": lambda: opened(codecs.open),
    "raw file": lambda: opened(io.FileIO),
    "code file": lambda: opened(io.open_code),
    "tokenizer": lambda: opened(tokenize.open),
    "line cache": lines,
    "descriptor": buffered,
    "source loader": lambda: importlib.machinery.SourceFileLoader("x", PASSWD).get_data(PASSWD)[:8],
    "extension loader": lambda: importlib.machinery.ExtensionFileLoader("x", "/x.so").get_data(PASSWD)[:8],
    "shared library": lambda: ctypes.CDLL("libutil.so.1")._handle,
    "interpreter's own file functions": lambda: ctypes.pythonapi.fopen(b"/etc/passwd", b"r") or 1 / 0,
    "C library's shell": lambda: succeeded(ctypes.CDLL(None).system(b"exit 0")),
    "shared memory": shared,
    "mapped device": lambda: mmap.mmap(os.open("/dev/zero", os.O_RDWR), 4096),
    "event loop": lambda: select.epoll().fileno(),
    "channel as a socket": lambda: socket.socket(fileno=3).getpeername() or "a peer",
    "popen": lambda: os.popen("echo x").read() or 1 / 0,
    "shell": lambda: subprocess.check_output("echo x", shell=True),
    "alarm": lambda: signal.setitimer(signal.ITIMER_REAL, 100),
    "handler": lambda: signal.signal(signal.SIGUSR1, lambda *_: None),
    "signal to itself": lambda: signal.raise_signal(signal.SIGCONT),
}
for name, walk in WALKS.items():
    probe(name, walk)
