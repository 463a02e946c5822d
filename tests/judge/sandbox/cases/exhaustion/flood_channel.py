"""Writes noise to the judge's channel.  gate: reject"""

import os

for blob in (b"\xff\xff\xff\xff", b"\x00\x00\x00\x04Sx,y", b"\x00\x00\x00\x00", b"A" * 10_000_000):
    os.write(3, blob)
