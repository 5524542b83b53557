"""Asking a machine of somebody else, so that it can lead us nowhere but to public machines.

The name is looked up once, every address of it has to be public, and the connection goes to the one that was looked
at. A redirect is a new link: whoever follows one asks again here.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import SplitResult, quote, urlsplit

from newsroom.press.names import Names

REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
WRITTEN = "/%:@!$&'()*+,;=~?"  # what stands in a link as it is
# What of IPv6 is given out to the world, and what of that to books alone. What lies beside it leads inside by one way
# or another: through a network's own translator, as an address of the other kind, or by what was once thought of.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
IN_BOOKS = ipaddress.ip_network("3fff::/20")


class Refused(Exception):
    """The link does not lead to a public machine; says in a word why."""


def is_public(address: str) -> bool:
    """Whether an address is one of the whole world, however it is written."""
    known = ipaddress.ip_address(address)
    if not known.is_global or known.is_multicast:
        return False
    if known.version == 4:
        return True
    if known not in GIVEN_OUT or known in IN_BOOKS:
        return False
    return known.sixtofour is None or known.sixtofour.is_global


def plain(host: str) -> str:
    """Return the name of a host as machines know it, whatever its script."""
    return host.encode("idna").decode().lower()


def pinned(link: str, names: Names, may_be_asked: Callable[[str], bool]) -> str:
    """Return the address to which a request for a link goes; none when one of its addresses may not be asked."""
    parts = urlsplit(link)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused(parts.scheme)
    addresses = names.addresses(plain(parts.hostname))
    if not addresses or not all(may_be_asked(address) for address in addresses):
        raise Refused(parts.hostname)
    return addresses[0]


@contextmanager
def answer(
    method: str,
    link: str,
    address: str,
    until: float,
    headers: dict[str, str],
    silence: float | None = None,
) -> Iterator[http.client.HTTPResponse]:
    """Ask for a link at the address that it was pinned to; by `until` of `time.monotonic` the line is cut.

    The line also ends when nothing comes for as long as `silence`, in seconds.
    """
    parts = urlsplit(link)
    query = f"?{quote(parts.query, safe=WRITTEN)}" if parts.query else ""
    headers = {"Host": _host(parts), "Accept": "*/*"} | headers
    with closing(_line(parts, address, until, silence)) as line, _cut_off(line, until):
        if isinstance(line.sock, ssl.SSLSocket):
            line.sock.do_handshake()
        line.request(method, quote(parts.path or "/", safe=WRITTEN) + query, headers=headers)
        with closing(line.getresponse()) as response:
            yield response


def _host(parts: SplitResult) -> str:
    said = parts.netloc.rpartition("@")[2]
    if said.isascii():
        return said
    return plain(parts.hostname or "") + (f":{parts.port}" if parts.port else "")


@contextmanager
def _cut_off(line: http.client.HTTPConnection, until: float) -> Iterator[None]:
    """End a conversation in time, even with who says one letter a second."""
    timer = threading.Timer(max(0.0, until - time.monotonic()), _hang_up, [line.sock])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(sock):
    with suppress(OSError):  # it is over already
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _line(
    parts: SplitResult, address: str, until: float, silence: float | None
) -> http.client.HTTPConnection:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    left = min(left, silence or left)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    line = http.client.HTTPConnection(parts.hostname or "", port, timeout=left)
    line.sock = socket.create_connection((address, port), left)
    if parts.scheme == "https":
        line.sock = ssl.create_default_context().wrap_socket(
            line.sock, server_hostname=parts.hostname, do_handshake_on_connect=False
        )
    return line
