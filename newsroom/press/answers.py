"""Answers to a post that readers' forms share."""

from django.http import HttpResponse, HttpResponseRedirect


def see_other(address: str) -> HttpResponse:
    """Send the browser on so that its next request is a GET, and going back posts nothing again (303)."""
    return HttpResponseRedirect(address, status=303)


def too_fast(response: HttpResponse, seconds: int) -> HttpResponse:
    """Say beside the page how long a program has to wait, as its form says it to a person (429)."""
    response.status_code = 429
    response["Retry-After"] = str(seconds)
    return response
