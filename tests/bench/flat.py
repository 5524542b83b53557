"""How long each kind of page takes on the site of the environment: `python -m tests.bench.flat` prints JSON."""

import json
import statistics
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article  # noqa: E402
from newsroom.models import User  # noqa: E402
from tests.bench.data import SHARES  # noqa: E402

TIMES = 9  # of each page; the first one is not counted


def measure() -> dict[str, dict]:
    """Return for each page its median milliseconds, its queries and the milliseconds of the slowest of them."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    reader, editor = Client(), Client()
    user, _ = User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    editor.force_login(user)
    found = {name: _page(reader, address) for name, address in _public().items()}
    return found | {name: _page(editor, address) for name, address in _desk().items()}


def _public():
    count = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    newest = Article.objects.get(pk=count)
    deep = Article.objects.get(pk=count // 10)
    # In a month that both archives have whole.
    day = Article.objects.get(pk=count // 2).published_at
    searches = {f"search, a word {share}": f"/search/?q={share}" for share in SHARES}
    return {
        "front": "/",
        "article": newest.get_absolute_url(),
        "article, deep in the archive": deep.get_absolute_url(),
        "section": "/section/section-1/",
        "section, deep": f"/section/section-1/?before={deep.pk}",
        "topic": "/topic/topic-1/",
        "author": "/author/writer-1/",
        "archive of a year": f"/{day.year}/",
        "archive of a month": f"/{day.year}/{day.month:02}/",
        "feed": "/feed/",
        "feed of a section": "/section/section-1/feed/",
        "sitemap": "/sitemap.xml",
        "sitemap of a month": f"/sitemap/{day.year}-{day.month:02}.xml",
        "news sitemap": "/news-sitemap.xml",
        **searches,
        "search, two common words": "/search/?q=everywhere+halfway",
    }


def _desk():
    count = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return {
        "desk: stories": "/admin/articles/article/",
        "desk: stories, deep": f"/admin/articles/article/?before={count // 2}",
        "desk: stories of a section": "/admin/articles/article/?section__id__exact=2",
        "desk: search": "/admin/articles/article/?q=everywhere",
        "desk: form of a story": f"/admin/articles/article/{count}/change/",
        "desk: comments": "/admin/comments/comment/",
    }


def _page(client, address):
    spent, slowest, queries = [], 0.0, 0
    for _ in range(TIMES):
        reset_queries()
        began = time.perf_counter()
        answer = client.get(address)
        spent.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        queries = len(asked)
        slowest = max(float(query["time"]) * 1000 for query in asked) if asked else 0.0
    return {"ms": statistics.median(spent[1:]), "queries": queries, "slowest": slowest}


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)
