"""Finished pages: every form in which one is sent, and the place where this process keeps them."""

import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from newsroom.press import compression

ROOM = 16 * 1024 * 1024  # bytes of pages that a process keeps
NEVER_SENT_AGAIN = {"content-length", "content-encoding", "etag", "date", "vary"}
ABOUT_THE_BODY = {"content-length", "content-encoding", "content-type"}
REASONS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Finished:
    """One page in the forms asked for; `edition` and `ends` (seconds since 1970) say how long it is current."""

    status: int
    headers: tuple[tuple[str, str], ...]
    tag: str
    forms: dict[str, bytes]
    size: int
    edition: int | None = None
    ends: float = 0.0
    was_in_haste: bool = False
    answers: dict = field(default_factory=dict, compare=False)

    def is_current(self, edition: int) -> bool:
        return self.edition == edition and time.time() < self.ends

    def at_leisure(self) -> "Finished":
        """Return the same page in as few bytes as we know how: worth it once it is asked for again."""
        forms = {
            form: compression.ENCODERS[form](compression.DECODERS[form](pressed))
            for form, pressed in self.forms.items()
        }
        return replace(self, forms=forms, was_in_haste=False, answers={})

    def form_for(self, accepted: str) -> str:
        """Return the best form for an Accept-Encoding; "" is the page as it is."""
        return "" if "" in self.forms else compression.best(accepted)

    def is_known_to(self, tags: str) -> bool:
        """Say whether an If-None-Match names any form of this page: they all read the same."""
        return bool(tags and self.tag) and (self.tag in tags or tags.strip() == "*")

    def body(self, form: str) -> bytes:
        """Return the page in one form; few ask for it plain, so that is not kept beside the others."""
        if form in self.forms:
            return self.forms[form]
        known, pressed = next(iter(self.forms.items()))
        plain = compression.DECODERS[known](pressed)
        if not form:
            return plain
        self.forms[form] = compression.ENCODERS[form](plain)
        return self.forms[form]

    def headers_of(self, form: str) -> list[tuple[str, str]]:
        """Return the headers of one form, its length and its tag among them."""
        if form not in self.answers:
            self.answers[form] = self._make_headers(form)
        return list(self.answers[form])

    def head_of(self, form: str, status: int) -> bytes:
        """Return the first line and the headers of one form as they go over the wire, each with its line end."""
        if (form, status) not in self.answers:
            headers = self.headers_of(form)
            lines = without_body(headers) if status == HTTPStatus.NOT_MODIFIED else headers
            head = [
                f"HTTP/1.1 {REASONS[status]}",
                *(f"{name}: {value}" for name, value in lines),
                "",
            ]
            self.answers[form, status] = "\r\n".join(head).encode("latin-1")
        return self.answers[form, status]

    def _make_headers(self, form):
        headers = [*self.headers, ("Content-Length", str(len(self.body(form))))]
        if self.tag:
            headers.append(("ETag", f'W/"{self.tag}"'))  # weak, for every form has the same
        if form:
            headers.append(("Content-Encoding", form))
        return tuple(headers)


def finish(
    status: int, headers, body: bytes, *, accepted: str = "", edition=None, ends=0.0
) -> Finished:
    """Make a page ready to be sent again and again, at first in the form that is `accepted` now."""
    kept = [(name, value) for name, value in headers if name.lower() not in NEVER_SENT_AGAIN]
    kind = next((value for name, value in kept if name.lower() == "content-type"), "")
    forms, gains = {"": body}, compression.gains(kind, body)
    if gains:
        form = compression.best(accepted) or "gzip"
        forms = {form: compression.IN_HASTE[form](body)}
        kept.append(("Vary", "Accept-Encoding"))
    tag = hashlib.sha256(body).hexdigest()[:32] if status == 200 else ""
    return Finished(status, tuple(kept), tag, forms, _room_for(forms), edition, ends, gains)


def _room_for(forms):
    """Return about how many bytes a page takes: every other one is asked for in both forms."""
    return sum(map(len, forms.values())) * (2 if "" in forms else 3) // 2 + 1000


def without_body(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the headers of an answer that has no body, such as 304."""
    return [(name, value) for name, value in headers if name.lower() not in ABOUT_THE_BODY]


class Shelf:
    """The pages of one process, by address; the one that was asked for longest ago makes room."""

    def __init__(self, room: int = ROOM):
        self.room = room
        self._pages: OrderedDict[tuple, Finished] = OrderedDict()
        self._taken = 0
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._pages)

    def find(self, key: tuple, edition: int) -> Finished | None:
        """Return the page under `key` when it is current."""
        page = self._pages.get(key)
        if page is None or not page.is_current(edition):
            return None
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
        return page

    def put(self, key: tuple, page: Finished) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._taken += page.size
            while self._taken > self.room:
                self._drop(next(iter(self._pages)))

    def _drop(self, key):
        page = self._pages.pop(key, None)
        if page is not None:
            self._taken -= page.size
