"""A story that is taken from readers is taken from the caches before us too."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from articles import copies, publishing
from articles.models import Article
from tests.make import make_article, make_comment, make_contributor, make_section, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_cache(settings):
    settings.TRUSTED_PROXIES = 1


def _queued():
    jobs = DBTaskResult.objects.filter(task_path=f"{copies.__name__}.renew")
    return [job.args_kwargs["args"][0] for job in jobs]


def _withdraw(article):
    article.withdraw("A mistake.")
    return publishing.save(article, by=None)


def test_withdrawing_has_every_page_of_the_story_asked_for_anew():
    section, tag, writer = make_section(slug="lakes"), make_tag(slug="water"), make_contributor()
    article = make_article(slug="first", section=section, tags=[tag], by=[writer])
    for _ in range(21):
        make_comment(article)
    article.slug = "second"
    publishing.save(article, by=None)
    story = article.get_absolute_url()
    day = article.published_at
    _withdraw(article)
    [paths] = _queued()
    assert {story, story.replace("second", "first"), f"{story}feed/"} <= set(paths)
    assert f"{story}comments/2/" in paths
    assert {"/", "/feed/", f"/{day.year}/", "/section/lakes/", "/section/lakes/feed/"} <= set(paths)
    assert {"/topic/water/", "/topic/water/feed/", writer.get_absolute_url()} <= set(paths)


def test_withdrawing_has_the_pages_that_name_the_story_asked_for_anew():
    original, tag = make_article(), make_tag()
    story = make_article(language="hy", translation_of=original, tags=[tag])
    picking, similar = make_article(picks=[story]), make_article(language="hy", tags=[tag])
    stranger = make_article(status="draft", picks=[story])
    _withdraw(story)
    [paths] = _queued()
    named = {other.get_absolute_url() for other in (original, picking, similar)}
    assert named | {"/corrections/", "/news-sitemap.xml"} <= set(paths)
    assert f"/sitemap/{story.published_at:%Y-%m}.xml" in paths
    assert stranger.get_absolute_url() not in paths


def test_the_address_that_readers_had_is_asked_for_though_the_story_moves_in_the_same_save():
    article = make_article(slug="before")
    had = article.get_absolute_url()
    article.slug = "after"
    article.return_to_draft()
    publishing.save(article, by=None)
    [paths] = _queued()
    assert had in paths


def test_a_withdrawal_that_is_taken_back_asks_nobody():
    article = make_article()
    with transaction.atomic():
        _withdraw(article)
        transaction.set_rollback(True)
    assert _queued() == []


@pytest.mark.parametrize("status", [Article.Status.DRAFT, Article.Status.WITHDRAWN])
def test_what_readers_did_not_have_is_asked_for_nowhere(status):
    article = make_article(status=status)
    publishing.save(article, by=None)
    _withdraw(article)
    assert _queued() == []


def test_a_correction_asks_nobody_since_the_cache_asks_us_by_itself():
    publishing.save(make_article(), by=None)
    assert _queued() == []


def test_where_there_is_no_cache_nothing_is_queued(settings):
    settings.TRUSTED_PROXIES = 0
    _withdraw(make_article())
    assert _queued() == []
