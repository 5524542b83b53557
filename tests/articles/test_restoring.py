"""Bringing back what a story was."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import hanging, publishing, restoring, versions
from articles.models import Article, Section
from tests.make import (
    make_article,
    make_contributor,
    make_picture,
    make_section,
    make_tag,
    make_user,
)
from tests.reading import one, text, texts
from tests.together import at_once

pytestmark = pytest.mark.django_db

# What stays as it is, whatever version is brought back.
STAYS = {"id", "slug", "status", "published_at", "updated_at", "withdrawn_at", "withdrawal_reason"}
STAYS |= {
    "comments_open",
    "comments_close_after",
    "created_by",
    "created_at",
    "saved_at",
    "corrections",
}


@pytest.fixture
def editor(client):
    user = make_user("editor", username="ani")
    client.force_login(user)
    return user


def first(article):
    return article.history.order_by("pk").first()


def save(article, **changes):
    for name, value in changes.items():
        setattr(article, name, value)
    return publishing.save(article, by=None)


def address(article, version):
    return reverse("admin:articles_article_history_restore", args=[article.pk, version.pk])


def post(client, url, **changes):
    """Press Restore on the page that asks."""
    seen = one(client.get(url), ".//form[@class='restore']//input[@name='seen']").get("value")
    return client.post(url, {"seen": seen, "_restore": "Restore"} | changes)


def test_each_field_of_a_story_is_brought_back_or_stays_on_purpose():
    kept = {field.name for field in Article.history.model.tracked_fields} | set(hanging.LISTS)
    assert kept == restoring.BROUGHT | STAYS


def test_a_version_comes_back_as_a_version_of_its_own(client, editor):
    article = make_article(headline="Rain expected", body="<p>It will rain.</p>")
    old = first(article)
    save(article, headline="Snow", body="<p>It snowed.</p>", deck="All night")
    assert post(client, address(article, old)).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.deck) == ("Rain expected", "")
    assert (article.body, article.rendered_body) == ("<p>It will rain.</p>",) * 2
    assert article.search_entry.headline == "rain expect"
    assert [version.headline for version in article.history.order_by("pk")] == [
        "Rain expected",
        "Snow",
        "Rain expected",
    ]
    assert article.history.latest("history_id").history_user == editor
    listed = client.get(reverse("admin:articles_article_history", args=[article.pk]))
    newest = one(listed, ".//table[@id='change-history']/tbody/tr[1]/td[2]")
    assert text(newest) == "An older version restored Headline, deck, text (2 words in, 1 out)"


def test_what_hung_on_a_story_comes_back(client, editor):
    place = {"also_in": [make_section()], "tags": [make_tag()], "picks": [make_article()]}
    writer = make_contributor()
    article = make_article(by=[(writer, "photos")], lead_picture=make_picture(), **place)
    old, had = first(article), hanging.of(article)

    def clear():
        for kind in ("also_in", "tags"):
            getattr(article, kind).clear()
        article.bylines.all().delete()
        article.picks.all().delete()

    article.section, article.lead_picture = make_section(), None
    publishing.save(article, by=None, relate=clear)
    assert hanging.of(article) != had
    assert post(client, address(article, old)).status_code == 302
    article.refresh_from_db()
    assert hanging.of(article) == had
    assert list(Article.objects.listed(tag=place["tags"][0])) == [article]


def test_what_no_longer_exists_is_named_and_left_out(client, editor):
    tag, kept, writer = make_tag(name="Rivers"), make_tag(name="Snow"), make_contributor(name="Ani")
    article = make_article(section=make_section(name="Weather"), tags=[tag, kept], by=[writer])
    old = first(article)

    def clear():
        article.tags.clear()
        article.bylines.all().delete()

    article.section = make_section(name="Water")
    publishing.save(article, by=None, relate=clear)
    Section.objects.filter(name="Weather").delete()
    tag.delete()
    writer.delete()
    page = client.get(address(article, old))
    assert texts(page, ".//div[@class='errornote']/ul/li") == [
        "section: Weather",
        "tags: Rivers",
        "bylines: Ani",
    ]
    assert post(client, address(article, old)).status_code == 302
    article.refresh_from_db()
    assert (article.section, list(article.tags.all()), list(article.bylines.all())) == (
        None,
        [kept],
        [],
    )


def test_the_page_that_asks_shows_what_would_change_and_changes_nothing(client, editor):
    article = make_article(headline="Rain expected")
    old = first(article)
    save(article, headline="Rain at last")
    page = client.get(address(article, old))
    assert (texts(page, ".//section//del"), texts(page, ".//section//ins")) == (
        ["at last"],
        ["expected"],
    )
    assert article.history.count() == 2


def test_what_is_as_it_was_cannot_be_restored(client, editor):
    article = make_article()
    old = first(article)
    save(article, comments_open=False)
    page = client.get(address(article, old))
    assert "The story is already as it was in this version." in page.text
    assert "_restore" not in page.text


def test_an_old_version_neither_publishes_nor_hides_nor_moves_a_story(client, editor):
    article = make_article(headline="Rain", slug="rain")
    public = first(article)
    article.corrections.create(text="It was Tuesday.")
    article.return_to_draft()
    save(article, headline="Snow", slug="snow")
    assert post(client, address(article, public)).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.slug, article.status) == ("Rain", "snow", "draft")
    assert article.corrections.count() == 1
    draft = article.history.get(headline="Snow")
    article.make_ready(timezone.now())
    save(article)
    assert post(client, address(article, draft)).status_code == 302
    assert Article.objects.published().get().headline == "Snow"


@pytest.mark.parametrize(("button", "is_updated"), [("_restore", False), ("_substantive", True)])
def test_restoring_asks_whether_readers_should_see_it(client, editor, button, is_updated):
    article = make_article(headline="Rain")
    save(article, headline="Snow")
    post(client, address(article, first(article)), **{button: "Restore"})
    article.refresh_from_db()
    assert (article.headline, article.is_updated) == ("Rain", is_updated)


def test_what_somebody_saved_meanwhile_is_not_overwritten(client, editor):
    article = make_article(headline="Rain")
    save(article, headline="Snow")
    url = address(article, first(article))
    seen = one(client.get(url), ".//form[@class='restore']//input[@name='seen']").get("value")
    save(article, headline="Hail")
    answer = client.post(url, {"seen": seen, "_restore": "Restore"})
    assert answer.status_code == 200
    assert "saved this story meanwhile, and nothing was restored" in answer.text
    assert texts(answer, ".//section//del") == ["Hail"]
    assert Article.objects.get().headline == "Hail"
    assert post(client, url).status_code == 302
    assert Article.objects.get().headline == "Rain"


@pytest.mark.parametrize("seen", ["", "x", "9" * 30, "٣"])
def test_who_does_not_say_what_they_saw_restores_nothing(client, editor, seen):
    article = make_article(headline="Rain")
    save(article, headline="Snow")
    client.post(address(article, first(article)), {"seen": seen, "_restore": "Restore"})
    assert Article.objects.get().headline == "Snow"


def test_a_version_from_before_lists_were_kept_leaves_them_alone(client, editor):
    article = make_article(headline="Rain", tags=[make_tag()])
    article.history.update(hung=None)
    save(article, headline="Snow")
    assert "were not kept with this version" in client.get(address(article, first(article))).text
    assert post(client, address(article, first(article))).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.tags.count()) == ("Rain", 1)


def test_a_reporter_restores_a_draft_of_their_own_and_no_other(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    mine = make_article(status="draft", published_at=None, editor=reporter, headline="Rain")
    others = make_article(status="draft", published_at=None, headline="Rain")
    public = make_article(editor=reporter, headline="Rain")
    answers = {}
    for article in (mine, others, public):
        seen = versions.newest(save(article, headline="Snow"))
        answer = client.post(address(article, first(article)), {"seen": seen})
        article.refresh_from_db()
        answers[article.pk] = (answer.status_code, article.headline)
    assert list(answers.values()) == [(302, "Rain"), (403, "Snow"), (403, "Snow")]


@pytest.mark.django_db(transaction=True)
def test_of_a_restore_and_a_save_in_one_moment_one_is_refused():
    article = make_article(headline="Rain")
    save(article, headline="Snow")
    seen, old, refused = versions.newest(article), first(article), []

    def saving():
        story = Article.objects.get()
        story.headline = "Hail"
        try:
            publishing.save(story, by=None, seen=seen)
        except versions.Stale:
            refused.append("save")

    def bringing_back():
        try:
            restoring.restore(article, old, by=None, seen=seen)
        except versions.Stale:
            refused.append("restore")

    at_once(saving, bringing_back)
    headline = {"save": "Rain", "restore": "Hail"}
    assert [headline[one] for one in refused] == [Article.objects.get().headline]
    assert article.history.count() == 3


def test_a_restore_that_fails_half_way_leaves_everything(client, editor, monkeypatch):
    article = make_article(headline="Rain", tags=[make_tag()])
    old = first(article)
    publishing.save(article, by=None, relate=lambda: article.tags.clear())
    save(article, headline="Snow")
    monkeypatch.setattr(publishing.related, "refresh", lambda story: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        post(client, address(article, old))
    article.refresh_from_db()
    assert (article.headline, article.tags.count(), article.history.count()) == ("Snow", 0, 3)
