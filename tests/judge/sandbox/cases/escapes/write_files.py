"""Opens files for writing, in memory too.  gate: reject"""

import os
import tempfile

probe("write to the null device", lambda: open("/dev/null", "w").write("x"))
probe("temporary file", lambda: tempfile.TemporaryFile().fileno())
probe("memory file", lambda: os.memfd_create("x"))
probe(
    "make a folder",
    lambda: (
        os.mkdir(f"/tmp/threadrace-escape-{os.getpid()}") or os.rmdir(f"/tmp/threadrace-escape-{os.getpid()}")
    ),
)
