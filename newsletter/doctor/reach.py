"""Whether a page of somebody else answers, asked so that it can lead us nowhere but to public machines.

The name is looked up once, every address of it has to be public, and the connection goes to the one that was looked
at. Each redirect is a new link.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import closing, contextmanager, suppress
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from newsletter.doctor.names import Names, Unanswered

A_LINK = 6.0  # seconds, redirects and all
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
NOT_BY_HEAD = {400, 403, 404, 405, 406, 500, 501}  # what some answer to HEAD and not to GET
NOT_FOR_PROGRAMS = {401, 403, 407, 429, 999}  # somebody is at home and lets no program in
WRITTEN = "/%:@!$&'()*+,;=~?"  # what stands in a link as it is
# Any address at all, by way of a network's own translator.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """The link does not lead to a public page; says in a word or a number why."""


def status(link: str, names: Names) -> str:
    """Return why a page does not answer, nothing where it does."""
    until = min(names.until, time.monotonic() + A_LINK)
    try:
        for _turn in range(MOST_REDIRECTS + 1):
            answered, link = _ask(link, names, until)
            if not link:
                return "" if answered < 400 or answered in NOT_FOR_PROGRAMS else str(answered)
        return "∞"
    except (Refused, Unanswered) as error:
        return str(error) or "?"
    except TimeoutError:
        return "…"
    except (OSError, http.client.HTTPException, ValueError) as error:
        return type(error).__name__


def is_public(address: str) -> bool:
    """Whether an address is one of the whole world, however it is written."""
    known = ipaddress.ip_address(address)
    if not known.is_global or known.is_multicast or known in TRANSLATED:
        return False
    inside = getattr(known, "ipv4_mapped", None) or getattr(known, "sixtofour", None)
    return inside is None or inside.is_global


def _ask(link, names, until):
    """Return what a page answers, and where it leads on to."""
    address = _pinned(link, names)
    answered, leads_to = _request("HEAD", link, address, until)
    if answered in NOT_BY_HEAD:
        answered, leads_to = _request("GET", link, address, until)
    return answered, urljoin(link, leads_to) if answered in REDIRECTS and leads_to else ""


def _pinned(link, names):
    parts = urlsplit(link)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused(parts.scheme)
    addresses = names.addresses(parts.hostname.encode("idna").decode())
    if not addresses or not all(is_public(address) for address in addresses):
        raise Refused(parts.hostname)
    return addresses[0]


def _request(method, link, address, until):
    parts = urlsplit(link)
    query = f"?{quote(parts.query, safe=WRITTEN)}" if parts.query else ""
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": _name(), "Accept": "*/*"}
    with closing(_line(parts, address, until)) as line, _cut_off(line, until):
        if isinstance(line.sock, ssl.SSLSocket):
            line.sock.do_handshake()
        line.request(method, quote(parts.path or "/", safe=WRITTEN) + query, headers=headers)
        response = line.getresponse()
        return response.status, response.getheader("Location", "")


@contextmanager
def _cut_off(line, until):
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


def _line(parts, address, until):
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    port = parts.port or (443 if parts.scheme == "https" else 80)
    line = http.client.HTTPConnection(parts.hostname, port, timeout=left)
    line.sock = socket.create_connection((address, port), left)
    if parts.scheme == "https":
        line.sock = ssl.create_default_context().wrap_socket(
            line.sock, server_hostname=parts.hostname, do_handshake_on_connect=False
        )
    return line


def _name():
    return f"Newsroom link check (+{settings.SITE_URL})"
