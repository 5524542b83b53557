"""The front desk: a finished page is handed out here, before Django wakes up.

`front` stands around Django, `keep` is the middleware that hands it what Django has just finished. Only
pages that `pages.shared` has marked pass, asked for by strangers; who works here is always let through.
"""

import os
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpResponse

from newsroom.press import edition, proxies
from newsroom.press.finished import REASONS, Finished, Shelf, finish, without_body

READS = {"GET", "HEAD"}
LONGEST_WAIT = 5  # seconds for a page that somebody else has made: then it is made once more
MOST_PLACES = 20_000  # as many as the shelf has room for pages
MOST_REMEMBERED = 1_000  # far more parts than all pages share


@dataclass(frozen=True)
class Mark:
    """What `pages.shared` knows of a page that may be kept: since and until when, and what in its address counts."""

    edition: int | None
    ends: float
    parameters: frozenset[str]
    since: float


@dataclass
class Desk:
    """What one process has at hand."""

    watch: object = field(default_factory=edition.watch)
    shelf: Shelf = field(default_factory=Shelf)
    parameters: dict[tuple, frozenset[str]] = field(default_factory=dict)
    due: tuple = (None, None)
    memory: dict = field(default_factory=dict)
    turns: dict[tuple, threading.Lock] = field(default_factory=dict)


_is_open = False
_desk: Desk | None = None
_opening = threading.Lock()


def front(application):
    """Return the WSGI application that answers finished pages by itself and asks `application` for the rest."""
    global _is_open
    _is_open = True

    def answer(environ, start_response):
        with _one_at_a_time(environ):
            now = time.time()  # before the edition is asked for: the page is current at least then
            page = find(environ)
            if page is None:
                return application(environ, start_response)
        return _hand_out(page, environ, start_response, now)

    return answer


@contextmanager
def _one_at_a_time(environ):
    """Let one reader have a page made while the others who ask for it wait, and then find it."""
    if environ["REQUEST_METHOD"] not in READS or environ.get("HTTP_COOKIE"):
        yield
        return
    turns, key = _at_hand().turns, (_place(environ), environ.get("QUERY_STRING"))
    turn = turns.setdefault(key, threading.Lock())
    has_it = turn.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        turns.pop(key, None)
        if has_it:
            turn.release()


def find(environ) -> Finished | None:
    """Return the finished page that a stranger asks for, when there is one; who works here gets none."""
    if environ["REQUEST_METHOD"] not in READS or _session() in environ.get("HTTP_COOKIE", ""):
        return None
    if environ.get("QUERY_STRING") == proxies.PAST:
        return None  # whoever has just changed the page may be here before the news of it
    return _find(environ)


def answer_with(page: Finished, environ, now: float) -> tuple[int, bytes, bytes]:
    """Return the status, the head as bytes but for its last lines, and the body of the answer to a request.

    `now` is a moment, in seconds since 1970, at which the page was known to be current.
    """
    form = page.form_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    terms = b"".join(b"%b: %b\r\n" % _as_bytes(pair) for pair in proxies.terms(now, page.ends))
    if page.is_known_to(environ.get("HTTP_IF_NONE_MATCH", "")):
        return 304, page.head_of(form, 304) + terms, b""
    body = b"" if environ["REQUEST_METHOD"] == "HEAD" else page.body(form)
    return page.status, page.head_of(form, page.status) + terms, body


def _as_bytes(pair):
    return tuple(text.encode("latin-1") for text in pair)


@cache
def _session():
    return f"{settings.SESSION_COOKIE_NAME}="


def keep(get_response):
    """Answer what was marked as finished in the form that was asked for, and keep it for the next reader."""

    def middleware(request):
        response = get_response(request)
        mark = getattr(response, "mark", None)
        if mark is None:
            return response
        page = finish(
            response.status_code,
            response.items(),
            response.content,
            accepted=request.META.get("HTTP_ACCEPT_ENCODING", ""),
            edition=mark.edition,
            ends=mark.ends,
        )
        if mark.edition is not None and _may_be_kept(request, mark):
            place = _place(request.META)
            _remember(place, mark.parameters)
            _at_hand().shelf.put((place, _query(request.META, mark.parameters)), page)
        return _as_response(page, request, mark.since)

    return middleware


def current_edition() -> int | None:
    """Return the number of the edition, or None where no page is kept: nobody stands at the front."""
    return _at_hand().watch.number() if _is_open else None


def clock_ahead() -> float:
    """Return by how many seconds this machine's clock is ahead of the one that decides: the database's."""
    return _at_hand().watch.ahead if _is_open else 0.0


def once_per_edition(number, function):
    """Return what `function()` says, asked once in an edition and again when a moment it named is over."""
    if number is None:
        return function()
    desk = _at_hand()
    known, due = desk.due
    if known != number or (due is not None and due.timestamp() + desk.watch.ahead <= time.time()):
        due = function()
        desk.due = (number, due)
    return due


def remember(key, stamp, function):
    """Return what `function()` says, asked once for as long as the stamp is the same."""
    memory = _at_hand().memory
    known = memory.get(key)
    if known is None or known[0] != stamp:
        if len(memory) >= MOST_REMEMBERED:
            memory.clear()
        known = memory[key] = (stamp, function())
    return known[1]


def _at_hand():
    global _desk
    if _desk is None:
        with _opening:
            _desk = _desk or Desk()
    return _desk


def _begin_anew():
    # A process that was just made shares neither connections nor threads with the one it came from.
    global _desk, _opening
    _desk, _opening = None, threading.Lock()


os.register_at_fork(after_in_child=_begin_anew)


def _find(environ) -> Finished | None:
    desk = _at_hand()
    place = _place(environ)
    parameters = desk.parameters.get(place)
    if parameters is None:
        return None
    number = desk.watch.number()
    if number is None:
        return None
    key = (place, _query(environ, parameters))
    page = desk.shelf.find(key, number)
    if page is not None and page.was_in_haste:
        page = page.at_leisure()
        desk.shelf.put(key, page)
    return page


def _remember(place, parameters):
    # Redirects alone have more addresses than a memory: who asks for all of them makes us begin anew.
    known = _at_hand().parameters
    if len(known) >= MOST_PLACES:
        known.clear()
    known[place] = parameters


def _place(environ):
    """Return where a request goes: under which name, how and to which path, as it came in."""
    return (
        environ.get("HTTP_HOST"),
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO"),
        environ["PATH_INFO"],
    )


def _query(environ, parameters):
    """Return what in the query changes the page, in one order; the rest is as if it were not there."""
    if not parameters:
        return ""
    return urlencode(sorted(pair for pair in _pairs(environ) if pair[0] in parameters))


def _pairs(environ):
    query = environ.get("QUERY_STRING")
    if not query:
        return []
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return [("", query)]  # more than any page of ours understands


def _may_be_kept(request, mark):
    names = [name for name, _ in _pairs(request.META)]
    return (
        "HTTP_COOKIE" not in request.META
        and "HTTP_AUTHORIZATION" not in request.META
        and mark.parameters.issuperset(names)
        and len(names) == len(set(names))  # of two values the last one counts, and we keep no order
    )


def _hand_out(page, environ, start_response, now):
    form = page.form_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    headers = page.headers_of(form) + proxies.terms(now, page.ends)
    if page.is_known_to(environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response(REASONS[304], without_body(headers))
        return []
    start_response(REASONS[page.status], headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body(form)]


def _as_response(page, request, since):
    form = page.form_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    headers = page.headers_of(form) + proxies.terms(since, page.ends)
    if page.is_known_to(request.META.get("HTTP_IF_NONE_MATCH", "")):
        return HttpResponse(status=304, headers=dict(without_body(headers)))
    return HttpResponse(page.body(form), status=page.status, headers=dict(headers))
