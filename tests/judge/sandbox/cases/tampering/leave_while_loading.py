"""Ends the process while it is loaded.  gate: reject"""

import os

os._exit(0)
