"""Lists folders, and looks at files without opening them.  gate: reject"""

import os


def listing(path):
    names = os.listdir(path)
    if not names:
        raise OSError("empty")
    return names


for path in ("/", "/home", "/tmp", "/proc", "/etc", "."):
    probe(f"list {path}", lambda path=path: listing(path))
probe("stat", lambda: os.stat("/etc/passwd"))
probe("readlink", lambda: os.readlink("/proc/self/exe"))
