"""What a story was before, at the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing, saves
from articles.models import Article, Section
from newsroom.roles import ROLES
from tests.make import (
    make_article,
    make_contributor,
    make_menu,
    make_picture,
    make_section,
    make_tag,
    make_user,
)
from tests.reading import one, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    return make_user("editor", username="ani")


@pytest.fixture
def article(ani):
    article = make_article(headline="Rain expected", tags=[make_tag()])
    article.headline = "Rain at last"
    return publishing.save(article, by=ani)


def history(article):
    return reverse("admin:articles_article_history", args=[article.pk])


def version(article, number=-1):
    """Return the address of a version, the newest unless told."""
    keys = list(article.history.order_by("pk").values_list("pk", flat=True))
    return reverse("admin:articles_article_history_version", args=[article.pk, keys[number]])


def rows(response):
    return [cells[-1] for cells in _cells(response)]


def _cells(response):
    table = one(response, ".//table[@id='change-history']")
    return [[text(cell) for cell in row] for row in table.find("tbody")]


def save(article, **changes):
    for name, value in changes.items():
        setattr(article, name, value)
    return publishing.save(article, by=None)


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_whoever_may_read_a_story_may_read_what_it_was(client, article, role):
    client.force_login(make_user(role))
    page = client.get(history(article))
    assert page.status_code == 200
    assert [cells[1:] for cells in _cells(page)] == [["ani", "Headline"], ["–", "Begun Published"]]
    page = client.get(version(article))
    assert texts(page, ".//section//p") == ["Rain expectedat last"]
    assert texts(page, ".//section//del") == ["expected"]
    assert texts(page, ".//section//ins") == ["at last"]


@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"reporter", "editor"}))
def test_whoever_may_not_read_stories_may_not_read_what_they_were(client, article, role):
    client.force_login(make_user(role))
    assert client.get(history(article)).status_code == 403
    assert client.get(version(article)).status_code == 403
    assert client.get(f"{version(article, 0)}restore/").status_code == 403


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_nothing_is_changed_by_looking_at_an_old_version(client, article, role):
    client.force_login(make_user(*ROLES.keys() & {role}, is_superuser=role == "superuser"))
    assert client.post(version(article), {"headline": "Mine"}).status_code == 405
    assert article.history.count() == 2


def test_the_history_of_a_story_is_closed_to_readers(client, article):
    for address in (history(article), version(article), f"{version(article, 0)}restore/"):
        assert client.get(address).url.startswith("/admin/login/")


def test_the_list_says_in_a_line_what_kind_of_save_each_was(client, ani):
    story = make_article(status=Article.Status.DRAFT, published_at=None, body="<p>It rained.</p>")
    story.submit()
    save(story)
    story.make_ready()
    save(story, body="<p>It rained and rained.</p>", deck="All day")
    story.corrections.create(text="It was Tuesday.")
    publishing.save(story, by=None, substantive=True)
    story.withdraw("A mistake.")
    save(story)
    client.force_login(ani)
    assert rows(client.get(history(story))) == [
        "Withdrawn Status, reason for withdrawing",
        "Note to readers Substantive change Notes to readers",
        "Published Deck, text (2 words in, 0 out), status, publication",
        "Submitted for review Status",
        "Begun",
    ]


def test_a_save_that_changed_nothing_says_so(client, article, ani):
    save(article)
    client.force_login(ani)
    assert rows(client.get(history(article)))[0] == "Nothing changed"


def test_tags_sections_bylines_and_picks_are_kept_with_each_version(client, ani):
    writer, pick = make_contributor(name="Ani"), make_article(headline="Snow")
    story = make_article(section=make_section(name="Weather"))

    def relate():
        story.tags.set([make_tag(name="Rivers")])
        story.also_in.set([make_section(name="Nature")])
        story.bylines.create(contributor=writer, role="photos")
        story.picks.create(other=pick)

    story.section = make_section(name="Water")
    publishing.save(story, by=ani, relate=relate)
    Section.objects.filter(name="Weather").delete()
    client.force_login(ani)
    page = client.get(version(story))
    said = {text(each.find("h2")): text(each.find("p")) for each in _sections(page)}
    assert said == {
        "Section": "WeatherWater",
        "Also in": "Nature",
        "Tags": "Rivers",
        "Bylines": "Ani (photographs)",
        "Picks for You May Also Like": "Snow",
    }
    assert rows(client.get(history(story)))[0] == (
        "Section, also in, tags, bylines, picks for You May Also Like"
    )


def _sections(response):
    return one(response, ".//div[@id='content-main']").findall("section")


def test_a_version_is_compared_with_the_one_before_or_with_now(client, article, ani):
    save(article, headline="Rain for a week")
    client.force_login(ani)
    before = texts(client.get(version(article, 1)), ".//section//ins")
    now = texts(client.get(f"{version(article, 1)}?with=now"), ".//section//ins")
    assert (before, now) == (["at last"], ["for a week"])


def test_paragraphs_that_stayed_are_folded_away(client, ani):
    same = "".join(f"<p>Paragraph {n}.</p>" for n in range(9))
    story = make_article(body=f"<p>It rained.</p>{same}")
    save(story, body=f"<p>It snowed.</p>{same}")
    client.force_login(ani)
    page = client.get(version(story))
    assert texts(page, ".//section/details/summary") == ["8 paragraphs that are the same"]
    assert texts(page, ".//section/div/p") == ["It rainedsnowed.", "Paragraph 0."]


def test_the_lead_picture_and_times_are_told_in_words(client, ani):
    story = make_article(status=Article.Status.DRAFT, published_at=None)
    save(story, lead_picture=make_picture(), published_at=timezone.now(), comments_open=False)
    client.force_login(ani)
    said = {
        text(each.find("h2")): texts_of(each, "ins")
        for each in _sections(client.get(version(story)))
    }
    assert said["Lead picture"] == [str(story.lead_picture)]
    assert said["Takes comments"] == ["no"]


def texts_of(element, tag):
    return [text(each) for each in element.iter(tag)]


def test_the_history_of_a_story_that_was_deleted_can_be_read(client, ani):
    story = make_article(status=Article.Status.DRAFT, published_at=None, headline="Gone")
    address, last = history(story), version(story)
    story.delete()
    client.force_login(ani)
    assert rows(client.get(address)) == ["Deleted", "Begun"]
    assert client.get(last).status_code == 200
    assert client.get(f"{last}restore/").status_code == 403


def test_a_version_of_another_story_is_not_shown_as_one_of_this(client, article, ani):
    other = make_article()
    number = other.history.get().pk
    client.force_login(ani)
    address = reverse("admin:articles_article_history_version", args=[article.pk, number])
    assert client.get(address).status_code == 404
    assert client.get(f"{address}restore/").status_code == 404


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "٣"])
def test_a_page_of_the_history_that_is_none_is_the_first(client, article, ani, before):
    client.force_login(ani)
    assert len(rows(client.get(f"{history(article)}?before={before}"))) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_costs_the_same_for_one_version_and_for_three(
    client, ani, django_assert_num_queries, count
):
    make_menu("/section/culture/")
    story = make_article()
    for number in range(count):
        save(story, headline=f"Version {number}")
    client.force_login(ani)
    client.get(history(story))
    with django_assert_num_queries(10):
        client.get(history(story))


def test_a_page_of_the_history_of_a_long_story_holds_few_versions():
    story = make_article()
    for number in range(4):
        save(story, headline=f"Version {number}")
    found = saves.page(story.history, size=2)
    assert [save.version.headline for save in found] == ["Version 3", "Version 2", "Version 1"]


def test_a_version_before_the_first_is_not_found(client):
    make_article(status="draft")
    story = make_article(status="draft")
    client.force_login(make_user("editor"))
    address = f"/admin/articles/article/{story.pk}/history/1/"
    assert story.history.earliest().pk > 1
    assert client.get(address).status_code == 404
    assert client.post(f"{address}restore/").status_code == 404
