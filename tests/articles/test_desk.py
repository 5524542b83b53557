"""Stories at the desk: what reporters and editors do in the admin."""

import datetime

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Related
from tests.articles.deskforms import ADD, address, form_data, save
from tests.make import (
    make_article,
    make_contributor,
    make_menu,
    make_picture,
    make_section,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def reporter(client):
    user = make_user("reporter")
    client.force_login(user)
    return user


def test_an_editor_writes_and_publishes_a_story(client, editor):
    section, tag = make_section(), make_tag()
    errors = save(
        client,
        ADD,
        headline="Rain at last",
        body="<p>It rained.</p>",
        section=section.pk,
        tags=[tag.pk],
        _publish="Publish",
    )
    assert errors == []
    article = Article.objects.published().get()
    assert (article.slug, article.section, list(article.tags.all())) == (
        "rain-at-last",
        section,
        [tag],
    )
    assert article.history.get().history_user == editor


def test_what_hangs_on_a_story_moves_with_a_save_at_the_desk(client, editor):
    tag = make_tag()
    other = make_article(tags=[tag])
    article = make_article(headline="Before")
    assert save(client, address(article), headline="After", tags=[tag.pk]) == []
    article.refresh_from_db()
    assert (article.headline, article.search_entry.plain) == ("After", article.teaser)
    assert Related.objects.filter(article=other, other=article).exists()


def test_a_byline_and_a_pick_are_set_at_the_desk(client, editor):
    writer, pick, article = make_contributor(), make_article(), make_article()
    errors = save(
        client,
        address(article),
        **{"bylines-0-contributor": writer.pk, "bylines-0-role": "by", "bylines-0-position": 0},
        **{"bylines-TOTAL_FORMS": 1, "picks-TOTAL_FORMS": 1},
        **{"picks-0-other": pick.pk, "picks-0-position": 0},
    )
    assert errors == []
    assert [byline.contributor for byline in article.bylines.all()] == [writer]
    assert [one.other for one in article.picks.all()] == [pick]


def test_the_text_is_cleaned(client, editor):
    article = make_article()
    save(
        client,
        address(article),
        body='<p>Fine</p><script>alert(1)</script><iframe src="//x"></iframe>',
    )
    article.refresh_from_db()
    assert article.body == "<p>Fine</p>"


def test_publishing_stops_for_a_missing_headline_and_says_so(client, editor):
    errors = save(client, ADD, headline="", body="<p>Text</p>", _publish="Publish")
    assert [str(error) for group in errors for error in group] == ["Give the story its headline."]
    assert Article.objects.count() == 0


def test_publishing_stops_for_a_lead_picture_without_words_and_says_so(client, editor):
    picture = make_picture(alt="")
    data = {"headline": "Rain", "body": "<p>Kept</p>", "lead_picture": picture.pk}
    url = ADD
    response = client.post(url, form_data(client, url, **data) | {"_publish": "Publish"})
    assert response.status_code == 200
    assert "Give the lead picture its alternative text" in response.text
    assert "&lt;p&gt;Kept&lt;/p&gt;" in response.text  # nothing that was typed is lost
    assert save(client, ADD, **data) == []  # a draft may wait for its words


def test_a_time_to_come_schedules(client, editor):
    article = make_article(status=Article.Status.DRAFT, published_at=None)
    moment = timezone.localtime() + datetime.timedelta(days=1)
    save(
        client,
        address(article),
        published_at=f"{moment:%Y-%m-%dT%H:%M}",
        _schedule="Schedule",
    )
    article.refresh_from_db()
    assert article.status == Article.Status.READY
    assert not article.is_published
    assert list(Article.objects.scheduled()) == [article]
    assert "Scheduled for" in client.get(reverse("admin:articles_article_changelist")).text


def test_withdrawing_asks_for_a_reason(client, editor):
    article = make_article()
    errors = save(client, address(article), status="withdrawn")
    assert "Tell readers why the story was withdrawn." in str(errors)
    assert (
        save(client, address(article), status="withdrawn", withdrawal_reason="A duplicate.") == []
    )
    article.refresh_from_db()
    assert article.withdrawn_at is not None
    assert not Article.objects.published().exists()


def test_only_a_substantive_edit_moves_updated(client, editor):
    article = make_article()
    save(client, address(article), headline="Spelling")
    article.refresh_from_db()
    assert article.updated_at is None
    save(client, address(article), _substantive="Save")
    article.refresh_from_db()
    assert article.updated_at is not None


def test_a_reporter_submits_and_cannot_publish(client, reporter):
    assert save(client, ADD, headline="My story", body="<p>Text</p>", _publish="Publish") == []
    article = Article.objects.get()
    assert article.status == Article.Status.DRAFT
    assert save(client, address(article), _submit="Submit for review") == []
    article.refresh_from_db()
    assert article.status == Article.Status.IN_REVIEW


def test_a_reporter_cannot_choose_a_status_that_is_not_offered(client, reporter):
    assert "Select a valid choice" in str(save(client, ADD, headline="My story", status="ready"))
    assert not Article.objects.published().exists()


def test_a_reporter_changes_neither_another_s_story_nor_a_published_one(client, reporter):
    others = make_article(status=Article.Status.DRAFT, published_at=None)
    published = make_article(editor=reporter)
    for article in (others, published):
        response = client.post(address(article), {"headline": "Mine now"})
        assert response.status_code == 403
        assert client.get(address(article)).status_code == 200  # to read


def test_a_reporter_changes_a_draft_that_bears_their_byline(client, reporter):
    article = make_article(
        status=Article.Status.DRAFT, published_at=None, by=[make_contributor(user=reporter)]
    )
    assert save(client, address(article), headline="Better") == []
    article.refresh_from_db()
    assert article.headline == "Better"


def test_what_readers_have_had_is_never_deleted(client, editor):
    published = make_article()
    draft = make_article(status=Article.Status.DRAFT, published_at=None)
    url = "admin:articles_article_delete"
    assert client.post(reverse(url, args=[published.pk]), {"post": "yes"}).status_code == 403
    assert client.post(reverse(url, args=[draft.pk]), {"post": "yes"}).status_code == 302
    client.post(
        reverse("admin:articles_article_changelist"),
        {"action": "delete_selected", ACTION_CHECKBOX_NAME: [published.pk], "post": "yes"},
    )
    assert list(Article.objects.all()) == [published]


def test_a_draft_has_a_preview_link_and_a_published_story_a_public_one(client, editor):
    draft = make_article(status=Article.Status.DRAFT, published_at=None)
    published = make_article()
    withdrawn = make_article(status=Article.Status.WITHDRAWN, withdrawal_reason="A duplicate.")
    assert "Copy preview link" in client.get(address(draft)).text
    assert "Copy preview link" not in client.get(address(withdrawn)).text
    page = client.get(address(published)).text
    assert "Copy preview link" not in page
    assert published.get_absolute_url() in page


def test_the_form_runs_nothing_inline(client, editor):
    page = client.get(ADD).text
    scripts = page.split("<script")[1:]
    assert scripts
    assert [script for script in scripts if " src=" not in script.split(">")[0]] == []
    assert "importmap" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(
    client, editor, django_assert_num_queries, count
):
    make_menu("/section/culture/")
    for _ in range(count):
        make_article(by=[make_contributor()])
    client.get(reverse("admin:articles_article_changelist"))
    with django_assert_num_queries(11):
        client.get(reverse("admin:articles_article_changelist"))


def test_submit_is_offered_to_those_who_may_edit_alone(client, reporter):
    mine = make_article(status=Article.Status.DRAFT, published_at=None, editor=reporter)
    others = make_article(status=Article.Status.DRAFT, published_at=None)
    offered = {
        url: '"_submit"' in client.get(url).text for url in (ADD, *map(address, (mine, others)))
    }
    assert offered == {ADD: True, address(mine): True, address(others): False}


@pytest.mark.parametrize(
    ("status", "verb"),
    [
        ("draft", "return_to_draft"),
        ("review", "submit"),
        ("ready", "make_ready"),
        ("withdrawn", "withdraw"),
    ],
)
def test_a_status_changes_through_the_method_that_bears_its_name(
    client, editor, monkeypatch, status, verb
):
    article = make_article(status="review" if status == "draft" else "draft")
    called, method = [], getattr(Article, verb)
    monkeypatch.setattr(Article, verb, lambda self, *a: called.append(verb) or method(self, *a))
    assert save(client, address(article), status=status, withdrawal_reason="A duplicate.") == []
    article.refresh_from_db()
    assert (called, article.status) == ([verb], status)
