"""Asks for memory that can be written and run.  gate: reject"""

import mmap

WHOLE = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
probe("memory that can be run", lambda: mmap.mmap(-1, 4096, prot=WHOLE))
