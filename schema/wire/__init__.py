"""The messages between a browser and the server, one JSON object per WebSocket text frame.

Read `base` (rules for every message), `shared` (what several audiences see; `experiment` is a
part of it), then one file per audience:
`student`, `projector`, `console` (`door` is a part of it).  Each of these ends with the union of what it
sends and what it is sent.
"""
