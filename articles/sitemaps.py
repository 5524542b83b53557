"""Sitemaps: one of the lasting pages, one for every month, and one of the last two days for news."""

import datetime
from collections.abc import Callable, Iterable
from itertools import chain
from math import ceil

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles import archives
from articles.models import Article, Contributor, Page, Placement, Section, Tag
from newsroom.models import Masthead
from newsroom.press import links, moment, pages

MOST = 50_000  # addresses in one file, says sitemaps.org
SHARE = (
    MOST // 8 - 1
)  # keys of each kind of lasting pages that go into one: there are eight kinds at most
MOST_NEWS = 1_000  # says Google, and none older than two days
NEWS_AGE = datetime.timedelta(days=2)
# Without and with the last change.
PLACE = ("<url><loc>{}</loc></url>\n", "<url><loc>{}</loc><lastmod>{}</lastmod></url>\n")
MONTH = "<sitemap><loc>{}</loc><lastmod>{}</lastmod></sitemap>"

_more: list[Callable[[], QuerySet]] = []


def register(function: Callable[[], QuerySet]) -> Callable[[], QuerySet]:
    """Let `function()` return the lasting pages of another room: rows that have a key and an address."""
    if function not in _more:
        _more.append(function)
    return function


@pages.shared
def sitemap(request):
    maps = [links.absolute(_pages_address(number)) for number in range(1, _pages() + 1)]
    address = escape(_month_address())
    # Made here and not in the template: an old paper has hundreds, and its loop costs more for each.
    months = "\n".join(
        MONTH.format(address.format(month.isoformat()[:7]), changed.isoformat())
        for month, changed in archives.months()
    )
    return _xml(request, "sitemap_index.xml", maps=maps, months=mark_safe(months))


@pages.shared
def pages_map(request, number=1):
    if not 1 <= number <= _pages() or request.path != _pages_address(number):
        raise Http404("There are not so many pages.")
    keys = ((number - 1) * SHARE, number * SHARE)
    lasting = chain(*(each.filter(pk__gt=keys[0], pk__lte=keys[1]) for each in _lasting()))
    addresses = [each.get_absolute_url() for each in lasting]
    if number == 1:
        addresses.insert(0, reverse("front"))
    return _xml(request, "sitemap.xml", places=_lines((path, "") for path in addresses))


@pages.shared
def month_map(request, year, month):
    try:
        period = archives.month(year, month)
    except (ValueError, OverflowError) as error:
        raise Http404("No calendar has this month.") from error
    if not period.is_open():
        raise Http404("The paper was not there yet.")
    changed = Coalesce("updated_at", "published_at")
    known = period.stories().newest_first().values_list("slug", changed)[:MOST]
    address, zone = _story_address(period.start), timezone.get_current_timezone()
    places = ((address + slug + "/", at.astimezone(zone).isoformat()) for slug, at in known)
    return _xml(request, "sitemap.xml", places=_lines(places))


@pages.shared
def news_sitemap(request):
    newest = Article.objects.published().filter(published_at__gte=moment.now() - NEWS_AGE)
    stories = newest.newest_first().for_rails()[:MOST_NEWS]
    return _xml(request, "news_sitemap.xml", stories=stories, masthead=Masthead.as_printed())


def _lasting():
    """Return what has a page of its own beside the stories, and something on it."""
    listed = Placement.objects.published()
    return [
        Page.objects.public(),
        Section.objects.filter(Exists(listed.filter(section=OuterRef("pk")))),
        Tag.objects.filter(Exists(listed.filter(tag=OuterRef("pk")))),
        Contributor.objects.filter(Exists(listed.filter(contributor=OuterRef("pk")))),
        *(function() for function in _more),
    ]


def _pages():
    """Return into how many files the lasting pages go: by their keys, so that none of them has to be counted."""
    last = (each.model.objects.aggregate(last=Max("pk"))["last"] or 1 for each in _lasting())
    return ceil(max(last) / SHARE)


def _pages_address(number):
    return reverse("sitemap_pages", args=[number] if number > 1 else [])


def _month_address():
    address = reverse("sitemap_month", args=[1111, 22])
    return links.absolute(address).replace("1111-22", "{}")


def _story_address(day):
    """Return where the stories of the month of this day stand, up to the slug: all have their time in it."""
    slug = "slug"
    address = reverse("article_detail", args=[day.year, f"{day.month:02}", slug])
    return address.removesuffix(f"{slug}/")


def _lines(places: Iterable[tuple[str, str]]) -> SafeString:
    """Return a line for each address, with its last change where that is known.

    Made here and not in the template, whose loop costs ten times as much: a month may have thousands.
    """
    return mark_safe(
        "".join(PLACE[bool(at)].format(escape(links.absolute(path)), at) for path, at in places)
    )


def _xml(request, template, **context):
    return render(request, f"articles/{template}", context, content_type="application/xml")
