"""Makes sockets of every kind.  gate: reject"""

import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    probe(f"socket {family}", lambda family=family: socket.socket(family).fileno())
probe("datagram", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)))
probe("pair", lambda: socket.socketpair()[0].fileno())
probe("listen", lambda: socket.create_server(("127.0.0.1", 0)).fileno())
