"""The wall: no test reaches anything but this machine."""

import ipaddress
import sys

_WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_ASKED = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex"}

attempts: list[str] = []  # what was refused; a test that swallowed the refusal fails all the same


class Refused(RuntimeError):
    """A test tried to reach another machine."""


def close() -> None:
    """Refuse every connection and every name of another machine, for the rest of this process."""
    sys.addaudithook(_watch)


def _watch(event, arguments):
    if not event.startswith("socket."):
        return
    if event in _WATCHED:
        _refuse_unless_here(arguments[1])
    if event in _ASKED:
        _refuse_unless_here((arguments[0],))


def _refuse_unless_here(address):
    if not isinstance(address, tuple) or _is_here(address[0]):  # the others are unix sockets
        return
    attempts.append(str(address[0]))
    raise Refused(f"{address[0]} is not this machine")


def _is_here(host):
    host = host.decode() if isinstance(host, bytes) else host
    if host in {None, "", "localhost", "testserver"}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
