"""Threadrace, the server.

Read `room` (the game: pure), then the edges that each know one thing: `live` (time and tasks), `store`
(Postgres), `judge` (processes), `catalog` (lesson folders), and above them `web` (sockets).  `bootstrap`
wires them together and `cli` starts it.
"""
