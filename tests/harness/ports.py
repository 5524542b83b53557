"""Ports of this machine for the servers that a test starts by itself."""

import socket
import sys

_held: list[socket.socket] = []


def free_port() -> int:
    """Return a port at which nobody listens and which is given to nobody else until we end.

    It is held by a socket that does not listen: Linux still lets a server have it that asks for it by its number.
    """
    holding = socket.socket()
    holding.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holding.bind(("127.0.0.1", 0))
    port = holding.getsockname()[1]
    if sys.platform == "linux":
        _held.append(holding)
    else:
        holding.close()
    return port
