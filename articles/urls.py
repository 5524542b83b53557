"""The addresses of the paper."""

from django.urls import path, re_path, register_converter
from django.urls.converters import SlugConverter

from articles import feeds, sitemaps, views


class Digits:
    """Numbers of an exact length, with zeros in front."""

    length: int

    to_python = staticmethod(int)

    def to_url(self, value):
        return f"{int(value):0{self.length}}"


class Year(Digits):
    length, regex = 4, "[0-9]{4}"


class TwoDigits(Digits):
    length, regex = 2, "[0-9]{2}"


class StorySlug(SlugConverter):
    """The slug of a story, which is never as short a number as a day."""

    regex = "(?![0-9]{1,2}(?:/|$))[-a-zA-Z0-9_]+"


register_converter(Year, "year")
register_converter(TwoDigits, "nn")
register_converter(StorySlug, "story")

STORY = "<year:year>/<int:month>/<story:slug>"

# What is asked for most; the roof looks here first, since no other address begins like one of these and ends there.
story_patterns = [path(f"{STORY}/", views.article_detail, name="article_detail")]

urlpatterns = [
    path("", views.front, name="front"),
    path("feed/", feeds.latest, name="feed"),
    path("section/<slug:slug>/", views.section_detail, name="section_detail"),
    path("section/<slug:slug>/feed/", feeds.section, name="section_feed"),
    path("topic/<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("topic/<slug:slug>/feed/", feeds.topic, name="topic_feed"),
    path("author/<slug:slug>/", views.author_detail, name="author_detail"),
    path("author/<slug:slug>/feed/", feeds.author, name="author_feed"),
    path("search/", views.search, name="search"),
    path("corrections/", views.corrections, name="corrections"),
    path("files/<int:pk>/<str:name>", views.document, name="document"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap/pages.xml", sitemaps.pages_map, name="sitemap_pages"),
    path("sitemap/pages-<int:number>.xml", sitemaps.pages_map, name="sitemap_pages"),
    path("sitemap/<year:year>-<nn:month>.xml", sitemaps.month_map, name="sitemap_month"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("icon.svg", views.icon, name="icon"),
    path("healthz", views.healthz, name="healthz"),
    path("<year:year>/", views.archive_year, name="archive_year"),
    path("<year:year>/<nn:month>/", views.archive_month, name="archive_month"),
    path("<year:year>/<nn:month>/<nn:day>/", views.archive_day, name="archive_day"),
    path(f"{STORY}/changes/", views.article_changes, name="article_changes"),
    path(
        STORY, views.article_detail
    ),  # with a wrong month and no slash it is still one redirect away
]

# Whatever is left may be a page of the editors; the roof puts this behind every other room.
page_patterns = [
    re_path(
        r"^(?P<path>[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*)/$",
        views.page_detail,
        name="page_detail",
    ),
]
