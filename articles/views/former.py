"""Addresses under which readers once found a section, a topic or an author."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from articles import renaming


def leads_on(model, url_name: str):
    """Make a view of a place by its slug lead to where the place is now, when the slug is one that it had."""

    def decorate(view):
        @wraps(view)
        def page(request, slug):
            try:
                return view(request, slug)
            except Http404:
                place = renaming.now_at(model, slug)
                if place is None:
                    raise
                return HttpResponsePermanentRedirect(reverse(url_name, args=[place.slug]))

        return page

    return decorate
