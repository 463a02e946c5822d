"""`threadrace rehearse`: simulated students play along in a running server, over real sockets.

Read `link` (which room), `characters` (how they differ), `seat` (one student's line to the server, which
comes back by itself), `student` (what a student does on it), `solutions` (code that they hand in), `tally`
(what they saw, and whether it adds up), `play` (all of them together).  The client library is not the
server's own, so that the server is tried by somebody else's idea of a WebSocket.
"""

from server.rehearse.play import rehearse

__all__ = ["rehearse"]
