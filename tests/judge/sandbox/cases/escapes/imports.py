"""Imports modules that nobody has loaded.  gate: reject"""

import importlib

for name in ("sqlite3", "http.client", "pty", "venv", "xml.sax", "curses", "wsgiref.handlers"):
    probe(f"import {name}", lambda name=name: importlib.import_module(name))
