"""Prove that old addresses answer: each with a page, with one step to a page, or that it is gone."""

import http.client
import ssl
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from queue import SimpleQueue
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

CONNECTIONS = 8
PATIENCE = 20  # seconds for one answer
AT_ONCE = 400  # addresses that are on their way or answered and not yet told
ANSWERED = {200, 410}
STEPS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Verdict:
    """What became of one address; `why` says in words what is wrong, and is empty where nothing is."""

    address: str
    why: str


Ask = Callable[[str], tuple[int, str]]


def check(
    addresses: Iterable[str], base: str, *, connections: int = CONNECTIONS
) -> Iterator[Verdict]:
    """Ask the site at `base` for each of these paths, several at a time, and yield what became of it, in their order.

    Nothing else is asked: where an answer leads to another site, that is the end of it.
    """
    rest = iter(addresses)
    with Lines(urlsplit(base), connections) as lines, ThreadPoolExecutor(connections) as pool:
        while some := list(islice(rest, AT_ONCE)):
            yield from pool.map(partial(_verdict, lines.ask), some)


def verdicts(ask: Ask, addresses: Iterable[str]) -> Iterator[Verdict]:
    """Yield what becomes of each address when `ask` says how the site answers one, one after the other."""
    return (_verdict(ask, address) for address in addresses)


def _verdict(ask: Ask, address: str) -> Verdict:
    try:
        return Verdict(address, _what_is_wrong(ask, address))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Verdict(address, f"no answer: {error or type(error).__name__}")


def _what_is_wrong(ask: Ask, address: str) -> str:
    status, location = ask(address)
    if status not in STEPS:
        return "" if status in ANSWERED else str(status)
    end = _on_this_site(location, address)
    if end is None:
        return ""
    status, further = ask(end)
    if status in STEPS:
        return f"leads to {end}, which leads on to {further}"
    return "" if status == http.HTTPStatus.OK else f"leads to {end}, which answers {status}"


def _on_this_site(location: str, address: str) -> str | None:
    """Return what to ask for where an answer leads, None where that is another site."""
    own = urlsplit(settings.SITE_URL)
    end = urlsplit(urljoin(f"{settings.SITE_URL}{address}", location))
    if end.netloc != own.netloc:
        return None
    return end._replace(scheme="", netloc="", fragment="").geturl() or "/"


class Lines:
    """Ways to the site, at most as many as are asked for at once; it is spoken to under its public name."""

    def __init__(self, base: SplitResult, most: int):
        self.base = base
        self.free: SimpleQueue[http.client.HTTPConnection] = SimpleQueue()
        public = urlsplit(settings.SITE_URL)
        self.headers = {"Host": public.netloc}
        if public.scheme != base.scheme:
            self.headers["X-Forwarded-Proto"] = public.scheme
        for _ in range(most):
            self.free.put(self._new())

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_):
        while not self.free.empty():
            self.free.get().close()

    def ask(self, address: str) -> tuple[int, str]:
        """Return the status of an address, and where it leads."""
        line = self.free.get()
        try:
            return self._ask(line, address)
        except ConnectionError:  # it had been silent for too long
            return self._ask(line, address)
        finally:
            self.free.put(line)

    def _ask(self, line, address):
        try:
            line.request("HEAD", address, headers=self.headers)
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            line.close()  # the next one begins anew
            raise
        return answer.status, answer.headers.get("Location", "")

    def _new(self):
        host, port = self.base.hostname or "", self.base.port
        if self.base.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=context)
        return http.client.HTTPConnection(host, port, timeout=PATIENCE)
