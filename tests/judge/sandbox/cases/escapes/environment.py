"""Reads the environments of itself, its parent and process 1.  gate: reject"""

import os


def environment(process):
    return open(f"/proc/{process}/environ", "rb").read(200)


assert not os.environ, "the environment is not empty"
for process in {os.getppid(), 1, os.getpid()}:
    probe(f"environment of {process}", lambda process=process: environment(process))
