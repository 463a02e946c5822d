"""Writes a well-formed report to every descriptor, then leaves.  gate: reject"""

import json
import os
import struct

REPORT = {
    "format": 1,
    "challenge": "bank",
    "verdict": "accepted",
    "accepted": True,
    "score": 100,
    "seed": 1,
    "judge_version": "1",
    "python": "3.12.1",
    "explored": {
        "schedules": 9,
        "proof": "all",
        "seconds": 0.1,
        "scenarios": [{"name": "opposite", "schedules": 9, "proof": "all"}],
    },
    "performance": None,
    "witness": None,
    "message": "Accepted",
    "line": None,
}
body = json.dumps({"type": "report", "report": REPORT}).encode()
for descriptor in range(3, 64):
    try:
        os.write(descriptor, struct.pack(">I", len(body)) + body)
    except OSError:
        pass
os._exit(0)


class Bank:
    def __init__(self, balances):
        self.balances = balances

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount")
        if self.balances[src] < amount:
            return False
        self.balances[src] -= amount
        self.balances[dst] += amount
        return True

    def balance(self, i):
        return self.balances[i]

    def total(self):
        return sum(self.balances)
