"""Sitemaps: one of the lasting pages, one for every month, and one of the last two days for news."""

import datetime
from itertools import chain

from django.db.models import Max
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from articles import archives
from articles.models import Article, Contributor, Page, Section, Tag
from newsroom.models import Masthead
from newsroom.press import links, pages

MOST = 50_000  # addresses in one file, says sitemaps.org
MOST_NEWS = 1_000  # says Google, and none older than two days
NEWS_AGE = datetime.timedelta(days=2)


@pages.shared
def sitemap(request):
    months = Article.objects.published().annotate(month=TruncMonth("published_at"))
    months = months.values_list("month").annotate(changed=Max("saved_at")).order_by("-month")
    maps = [(links.absolute(reverse("sitemap_pages")), None)]
    for month, changed in months:
        address = reverse("sitemap_month", args=[month.year, month.month])
        maps.append((links.absolute(address), changed))
    return _xml(request, "sitemap_index.xml", maps=maps)


@pages.shared
def pages_map(request):
    published = Article.objects.published()
    lasting = chain(
        Page.objects.all(),
        Section.objects.filter(articles__in=published).distinct(),
        Tag.objects.filter(articles__in=published).distinct(),
        Contributor.objects.filter(bylines__article__in=published).distinct(),
    )
    front = (links.absolute(reverse("front")), None)
    places = [front, *((links.absolute(each.get_absolute_url()), None) for each in lasting)]
    return _xml(request, "sitemap.xml", places=places[:MOST])


@pages.shared
def month_map(request, year, month):
    try:
        period = archives.month(year, month)
    except (ValueError, OverflowError) as error:
        raise Http404("No calendar has this month.") from error
    if not period.is_open():
        raise Http404("The paper was not there yet.")
    known = (
        period.stories()
        .newest_first()
        .only("slug", "published_at", "created_at", "updated_at")[:MOST]
    )
    places = [(links.absolute(s.get_absolute_url()), s.updated_at or s.published_at) for s in known]
    return _xml(request, "sitemap.xml", places=places)


@pages.shared
def news_sitemap(request):
    newest = Article.objects.published().filter(published_at__gte=timezone.now() - NEWS_AGE)
    stories = newest.newest_first().for_rails()[:MOST_NEWS]
    return _xml(request, "news_sitemap.xml", stories=stories, masthead=Masthead.current())


def _xml(request, template, **context):
    return render(request, f"articles/{template}", context, content_type="application/xml")
