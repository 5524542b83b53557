"""Answers for machines: crawlers, and whatever watches whether we are well."""

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.urls import reverse

from newsroom.press import links, pages

ROBOTS = """\
User-agent: *
Disallow: {admin}
Disallow: {search}
Disallow: {previews}

Sitemap: {sitemap}
Sitemap: {news_sitemap}
"""


@pages.shared
def robots(request):
    text = ROBOTS.format(
        admin=reverse("admin:index"),
        search=reverse("search"),
        previews=reverse("preview", args=["-"]).removesuffix("-/"),
        sitemap=links.absolute(reverse("sitemap")),
        news_sitemap=links.absolute(reverse("news_sitemap")),
    )
    return _plain(text)


@pages.private
def healthz(request):
    """Say whether we answer and the database does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("the database does not answer\n", status=503)
    return _plain("ok\n")


def _plain(text, status=200):
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
