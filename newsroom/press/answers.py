"""Answers to a post that readers' forms share."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


def see_other(address: str) -> HttpResponse:
    """Send the browser on so that its next request is a GET, and going back posts nothing again (303)."""
    return HttpResponseRedirect(address, status=303)


def too_fast(response: HttpResponse, seconds: int) -> HttpResponse:
    """Say beside the page how long a program has to wait, as its form says it to a person (429)."""
    response.status_code = 429
    response["Retry-After"] = str(seconds)
    return response


def fields(request: HttpRequest) -> set[str]:
    """Return the fields of a post by a mailed link: none of a body that is no form, the link says all that counts."""
    try:
        return set(request.POST)
    except UNREADABLE:
        return set()


def left(request: HttpRequest, *, on_page: bool) -> HttpResponse:
    """Answer who took a way out: our page with itself, a mail client with 200, it follows no redirect (RFC 8058)."""
    if on_page:
        return see_other(request.path)
    return HttpResponse("", content_type="text/plain; charset=utf-8")
