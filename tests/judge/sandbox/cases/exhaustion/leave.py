"""Ends the process.  gate: reject"""

import os

os._exit(0)
