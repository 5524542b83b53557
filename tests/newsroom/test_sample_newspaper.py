"""The sample newspaper in the database."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from articles.models import Article, Correction, Page, Picture, SearchEntry, Section
from articles.related import beside
from comments.models import Comment
from newsletter import contents, issues
from newsletter.models import Issue, Newsletter
from newsroom.models import Masthead
from newsroom.sample import drawing
from newsroom.sample.fill import fill
from newsroom.sample.reading import read
from tests.newsroom.test_sample_fill import plain

YEREVAN = ZoneInfo("Asia/Yerevan")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_newspaper")]


@pytest.fixture(scope="module")
def _newspaper(django_db_setup, django_db_blocker):
    """Fill the newspaper once for all tests of this file, which only read it."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "draw", plain)
        fill(datetime.datetime.now(YEREVAN))
        yield
        transaction.set_rollback(True)


def test_the_whole_newspaper_is_filled():
    sample = read()
    assert Article.objects.published().count() == 58
    assert [a.slug for a in Article.objects.scheduled()] == ["kite-makers-publish-their-program"]
    assert [a.slug for a in Article.objects.filter(status="draft")] == ["old-mill-to-grind-again"]
    assert Picture.objects.count() == len(sample.pictures)
    assert Comment.objects.visible().count() == 49
    assert Comment.objects.filter(status="pending").count() == 4
    assert Newsletter.objects.public().count() == 2
    assert [page.path for page in Page.objects.all()] == ["about", "contact", "privacy"]
    assert SearchEntry.objects.count() == 59


def test_a_story_keeps_everything_that_it_was_written_with():
    story = Article.objects.get(slug="stone-bridge-reopens-block-by-block")
    assert [(b.role, b.contributor.slug) for b in story.bylines.all()] == [
        ("by", "davit-zorikyan"),
        ("photos", "hrag-semerdjian"),
    ]
    assert {tag.slug for tag in story.tags.all()} == {"craft", "villages"}
    assert story.is_updated
    assert story.updated_at.astimezone(YEREVAN).strftime("%H:%M") == "11:15"
    assert [c.kind for c in story.corrections.all()] == [Correction.Kind.UPDATE]
    assert story.teaser == ("ALAVERDI — The arch of the Shepherds’ Bridge is made of 214…")
    assert story.lead_picture.alt.startswith("A stone bridge of one arch")


def test_translations_find_each_other():
    story = Article.objects.get(slug="bus-line-timetable-written-by-riders")
    assert [other.slug for other in story.other_languages()] == ["lernayin-avtobuse-veradardzel-e"]


def test_a_story_of_the_community_is_listed_in_the_diaspora_too():
    story = Article.objects.get(slug="keep-the-bench")
    potluck = Article.objects.get(slug="potluck-keeps-a-chair-for-the-newcomer")
    assert _listed(story) == {"opinion"}
    assert _listed(potluck) == {"community", "diaspora"}


def _listed(article):
    return set(article.listed_in.values_list("slug", flat=True))


def test_the_picks_of_the_editors_come_first():
    story = Article.objects.get(slug="marseille-choir-lost-lullaby")
    assert [other.slug for other in beside(story).similar[:3]] == [
        "duduk-maker-plants-apricots",
        "brass-band-in-addis-ababa",
        "reading-room-above-a-bakery",
    ]


def test_every_story_that_came_out_has_four_to_read_on_with_where_its_language_has_them():
    counts = {
        article.slug: len(beside(article).similar)
        for article in Article.objects.published().exclude(language="hyw")
    }
    assert {slug: count for slug, count in counts.items() if count != 4} == {}


def test_answers_stand_under_what_they_answer():
    answer = Comment.objects.get(name="Hripsime D.")
    assert answer.parent.name == "Peter L."
    thanks = answer.answered_by.get()
    assert (thanks.name, thanks.thread) == ("Peter L.", answer.parent)


def test_a_story_counts_its_visible_comments():
    story = Article.objects.get(slug="bus-line-timetable-written-by-riders")
    assert story.comment_count == 4


def test_the_masthead_leads_to_sections_that_exist():
    masthead = Masthead.current()
    assert masthead.name == "Aragil Courier"
    sections = {f"/section/{slug}/" for slug in Section.objects.values_list("slug", flat=True)}
    assert [item.address for item in masthead.main_menu if item.address not in sections] == []
    pages = {page.get_absolute_url() for page in Page.objects.all()}
    assert {item.address for item in masthead.footer_menu} == pages


def test_the_issues_went_out_on_the_day_that_their_list_promises_with_stories_that_were_there():
    went = {
        issue.subject: (issue.started_at.astimezone(YEREVAN).weekday(), len(contents.of(issue)))
        for issue in Issue.objects.published()
    }
    assert went == {
        "A word for every wind": (4, 4),
        "Twenty-six kilometers without a lamp": (4, 4),
        "Քսանվեց աղբյուր և մի օրորոցային": (5, 4),
    }
    for issue in Issue.objects.published():
        ages = [story.published_at < issue.started_at for story in contents.of(issue)]
        assert ages == [True] * 4


def test_a_new_issue_begins_with_what_came_out_since_the_last_one():
    for newsletter in Newsletter.objects.all():
        last = newsletter.issues.latest("started_at").started_at
        stories = Article.objects.published().filter(language=newsletter.language)
        since = stories.filter(published_at__gt=last).newest_first()
        assert issues.latest(newsletter) == list(since[: issues.MOST])
