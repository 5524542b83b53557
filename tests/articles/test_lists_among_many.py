"""Among thousands of stories a list walks along an index: nothing is sorted and no table read through."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import placing
from articles.models import Article, Byline, Correction, Placement, Section
from tests import make

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(datetime.datetime(2022, 1, 31, 12))
MANY = 4000
A_PAGE = re.compile(r'_at" (ASC|DESC), [^,]* LIMIT (20|21)$')
DETOURS = re.compile(
    r"TEMP B-TREE|SCAN articles_(article|placement|correction)(?! USING)"  # SQLite
    r"|Sort|Seq Scan on articles_(article|placement|correction)"  # PostgreSQL
)


@pytest.fixture
def many():
    """Thousands of stories, every second one in the same section, under the same topic, by the same author."""
    sections = [make.make_section(slug="culture"), make.make_section()]
    tags = [make.make_tag(slug="bridges"), make.make_tag()]
    authors = [make.make_contributor(slug="ani"), make.make_contributor()]
    stories = Article.objects.bulk_create(_story(n, sections[n % 2]) for n in range(MANY))
    Article.tags.through.objects.bulk_create(
        Article.tags.through(article=story, tag=tags[n % 2]) for n, story in enumerate(stories)
    )
    Byline.objects.bulk_create(
        Byline(article=story, contributor=authors[n % 2]) for n, story in enumerate(stories)
    )
    Correction.objects.bulk_create(
        Correction(article=story, text="Wrong.", noted_at=story.published_at) for story in stories
    )
    placing.rebuild()
    return stories


def _story(n, section: Section):
    return Article(
        headline=f"Story {n}",
        slug=f"story-{n}",
        rendered_body="<p>Much was said.</p>" * 20,
        section=section,
        status=Article.Status.READY,
        published_at=NOON - datetime.timedelta(hours=n),
    )


def gather_statistics():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plans(client, address):
    """Return how the database finds the rows of a page, as lines of text."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    pages = [query["sql"] for query in asked if A_PAGE.search(query["sql"])]
    assert len(pages) == 1, address
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {pages[0]}")
        return [str(row[-1]) for row in cursor.fetchall()]


def detours(client, stories):
    middle = stories[MANY // 2]
    note = Correction.objects.get(article=middle)
    lists = ("/section/culture/", "/topic/bridges/", "/author/ani/", "/2022/01/")
    addresses = [
        *lists,
        *(f"{address}feed/" for address in lists[:3]),
        *(f"{address}?{side}={middle.pk}" for address in lists[:3] for side in ("before", "after")),
        *("/corrections/", f"/corrections/?before={note.pk}", "/feed/"),
    ]
    found = {address: plans(client, address) for address in addresses}
    return {address: plan for address, plan in found.items() if DETOURS.search("\n".join(plan))}


def test_the_front_walks_past_no_story_of_a_section_in_another_language(many):
    gather_statistics()
    shelf = Placement.shelf_of(many[0].section_id, "hy")
    for shelved in (shelf, Placement.shelf_of(many[0].section_id, "en")):
        spoken = Article.objects.published().listed(shelf=shelved)
        plan = spoken.newest_first().values("pk")[:20].explain()
        assert "listed_on_shelf" in plan
        assert DETOURS.search(plan) is None


def test_no_list_sorts_or_reads_through_a_table(client, many):
    gather_statistics()
    assert detours(client, many) == {}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL gathers statistics itself")
def test_sqlite_needs_no_statistics_for_it(client, many):
    assert detours(client, many) == {}
