"""What is typed and not saved: kept for its writer alone, offered again, gone once it is saved."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from articles import workingcopies
from articles.models import Article, WorkingCopy
from tests.articles.deskforms import ADD, address, form_data
from tests.make import make_article, make_contributor, make_tag, make_user

pytestmark = pytest.mark.django_db

COPIES = "/admin/articles/article/copies/"
SAVE = {"_save": "Save"}


@pytest.fixture
def writer():
    return make_user("editor", username="anahit")


@pytest.fixture
def desk(client, writer):
    client.force_login(writer)
    return client


def pairs(data):
    """Return what a form would post, as its script sends it."""
    return [
        [name, str(one)]
        for name, value in data.items()
        for one in (value if isinstance(value, list) else [value])
        if name != "number"
    ]


def send(client, writer, data, **changes):
    """Send what stands in a form as its script does."""
    parcel = {"writer": writer.pk, "article": None, "number": 1, "fields": pairs(data)} | changes
    path = f"{COPIES}{data['copy']}/"
    answer = client.post(path, json.dumps(parcel), content_type="application/json")
    assert answer["Cache-Control"].count("no-store")
    return answer


def test_what_is_typed_is_kept_beside_the_story_and_not_in_it(desk, writer):
    article = make_article(headline="Rain")
    data = form_data(desk, address(article), headline="Heavy rain")
    before = Article.objects.values().get(), article.history.count()
    answer = send(desk, writer, data, article=article.pk)
    assert answer.json()["state"] == "kept"
    assert (Article.objects.values().get(), article.history.count()) == before
    copy = workingcopies.find(writer, data["copy"])
    assert (copy.article, copy.headline) == (article, "Heavy rain")
    assert copy.posted()["body"] == article.body


def test_what_is_left_unsaved_is_offered_and_taken_back_up_with_everything(desk, writer):
    article, tag, byline = make_article(headline="Rain"), make_tag(), make_contributor()
    typed = {"headline": "Heavy rain", "tags": [tag.pk], "bylines-0-contributor": byline.pk}
    data = form_data(desk, address(article), **typed)
    send(desk, writer, data, article=article.pk)

    page = desk.get(address(article))
    assert [copy.token for copy in page.context["offers"]] == [data["copy"]]
    assert page.context["adminform"].form["headline"].value() == "Rain"
    assert f"?copy={data['copy']}" in page.text

    again = f"{address(article)}?copy={data['copy']}"
    assert desk.get(again).context["errors"] == []
    taken = form_data(desk, again)
    assert (taken["headline"], taken["copy_of"]) == ("Heavy rain", data["copy"])
    assert taken["copy"] != data["copy"]
    assert desk.post(again, taken | SAVE).status_code == 302
    article.refresh_from_db()
    assert (article.headline, list(article.tags.all())) == ("Heavy rain", [tag])
    assert article.bylines.get().contributor == byline
    assert list(workingcopies.all_of(writer)) == []


def test_a_story_that_never_was_saved_is_offered_where_one_begins(desk, writer):
    data = form_data(desk, ADD, headline="A first line", body="<p>Words.</p>")
    send(desk, writer, data)
    assert [copy.headline for copy in workingcopies.unfinished(writer)] == ["A first line"]
    assert [copy.token for copy in desk.get(ADD).context["offers"]] == [data["copy"]]
    taken = form_data(desk, f"{ADD}?copy={data['copy']}")
    assert desk.post(ADD, taken | SAVE).status_code == 302
    assert Article.objects.get().body == "<p>Words.</p>"
    assert list(workingcopies.unfinished(writer)) == []


def test_a_note_alone_is_worth_offering_and_what_says_nothing_new_is_not(desk, writer):
    article = make_article()
    data = form_data(desk, address(article))
    send(desk, writer, data | {"note": "Who paid for the bridge?"}, article=article.pk)
    assert [copy.token for copy in desk.get(address(article)).context["offers"]] == [data["copy"]]
    send(desk, writer, data, article=article.pk, number=2)
    assert list(desk.get(address(article)).context["offers"]) == []
    assert list(workingcopies.all_of(writer)) == []


def test_a_save_that_fails_lets_nothing_go(desk, writer):
    article = make_article()
    data = form_data(desk, address(article), headline="")
    send(desk, writer, data, article=article.pk)
    page = desk.post(address(article), data | SAVE | {"number": 1})
    assert page.status_code == 200
    assert [copy.token for copy in workingcopies.all_of(writer)] == [data["copy"]]
    assert page.context["adminform"].form["copy"].value() == data["copy"]
    assert list(page.context["offers"]) == []  # it stands in the form


def test_what_comes_late_does_not_bring_back_what_was_saved(desk, writer):
    article = make_article()
    data = form_data(desk, address(article), headline="Heavy rain")
    desk.post(address(article), data | SAVE | {"number": 7})
    late = send(desk, writer, data, article=article.pk, number=7)
    assert late.json()["state"] == "settled"
    assert list(workingcopies.all_of(writer)) == []
    typed_while_it_was_saved = send(desk, writer, data, article=article.pk, number=8)
    assert typed_while_it_was_saved.json()["state"] == "kept"


def test_a_new_story_that_is_sent_twice_is_one_story(desk, writer):
    byline = {"bylines-0-contributor": make_contributor().pk}
    data = form_data(desk, ADD, headline="Once", **byline) | SAVE | {"number": 3}
    assert [desk.post(ADD, data).status_code for _ in range(2)] == [302, 302]
    story = Article.objects.get()
    assert (story.headline, story.bylines.count()) == ("Once", 1)
    page = desk.post(ADD, data | {"headline": "Once more", "number": 4})
    assert page.status_code == 409
    assert Article.objects.get().headline == "Once"


def test_what_is_older_takes_nobodys_place(desk, writer):
    data = form_data(desk, ADD, headline="Second")
    send(desk, writer, data, number=2)
    assert send(desk, writer, data | {"headline": "First"}, number=1).json()["state"] == "older"
    assert [copy.headline for copy in workingcopies.all_of(writer)] == ["Second"]


def test_the_copy_that_is_taken_up_goes_when_its_heir_is_there(desk, writer):
    first = form_data(desk, ADD, headline="First")
    send(desk, writer, first)
    heir = form_data(desk, f"{ADD}?copy={first['copy']}", headline="First and more")
    send(desk, writer, heir, instead_of=first["copy"])
    assert [copy.headline for copy in workingcopies.all_of(writer)] == ["First and more"]


def test_nobody_else_sees_it_drops_it_or_writes_into_it(desk, writer):
    article = make_article()
    data = form_data(desk, address(article), headline="For my eyes")
    send(desk, writer, data, article=article.pk)
    other = Client()
    stranger = make_user("editor", username="root", is_superuser=True)
    other.force_login(stranger)
    page = other.get(address(article))
    assert list(page.context["offers"]) == []
    pages = [page, other.get(COPIES), other.get("/admin/articles/article/"), other.get("/admin/")]
    assert [each.url for each in pages if "For my eyes" in each.text] == []
    assert other.get(f"{COPIES}{data['copy']}/").status_code == 404
    assert other.get(f"{address(article)}?copy={data['copy']}").url == address(article)
    other.post(f"{COPIES}{data['copy']}/drop/")
    send(other, stranger, data | {"headline": "Theirs"}, article=article.pk, number=9)
    assert workingcopies.find(writer, data["copy"]).headline == "For my eyes"
    assert "For my eyes" in desk.get(COPIES).text


def test_what_was_typed_by_somebody_else_in_this_browser_is_not_taken(desk, writer):
    data = form_data(desk, ADD, headline="Hers")
    colleague = make_user("editor")
    desk.force_login(colleague)
    answer = send(desk, writer, data)
    assert (answer.status_code, answer.json()["state"]) == (409, "other")
    assert WorkingCopy.objects.count() == 0
    assert desk.get(f"{COPIES}key/").json()["writer"] == colleague.pk


def test_dropping_is_a_word_of_the_writer(desk, writer):
    data = form_data(desk, ADD, headline="Not this")
    send(desk, writer, data)
    assert desk.get(f"{COPIES}{data['copy']}/drop/").status_code == 302
    assert len(workingcopies.all_of(writer)) == 1
    assert desk.post(f"{COPIES}{data['copy']}/drop/").status_code == 302
    assert list(workingcopies.all_of(writer)) == []
    assert send(desk, writer, data).json()["state"] == "settled"
    assert WorkingCopy.objects.get().fields == []


def test_a_reporter_whose_story_went_out_meanwhile_loses_nothing(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    article = make_article(status="draft", published_at=None, editor=reporter)
    data = form_data(client, address(article), headline="With one more line")
    Article.objects.update(status="ready", published_at=timezone.now())
    answer = client.post(address(article), data | SAVE)
    assert answer.status_code == 403
    assert "With one more line" in answer.text
    assert Article.objects.get().headline == article.headline
    page = client.get(address(article))
    assert [copy.token for copy in page.context["offers"]] == [data["copy"]]
    assert f"?copy={data['copy']}" not in page.text  # what may not be changed takes nothing up


def test_a_story_that_is_deleted_meanwhile_leaves_what_was_typed(desk, writer):
    article = make_article(status="draft", published_at=None)
    data = form_data(desk, address(article), headline="Heavy rain")
    url, pk = address(article), article.pk
    send(desk, writer, data, article=pk)
    article.delete()
    later = send(desk, writer, data, article=pk, number=2).json()
    assert (later["state"], later["gone"]) == ("kept", True)
    answer = desk.post(url, data | SAVE)
    assert answer.status_code == 404
    assert [copy.headline for copy in workingcopies.unfinished(writer)] == ["Heavy rain"]


def test_the_list_of_stories_leads_to_what_is_not_saved(desk, writer):
    send(desk, writer, form_data(desk, ADD, headline="A first line"))
    assert f'href="{COPIES}"' in desk.get("/admin/articles/article/").text
    assert "A first line" in desk.get(COPIES).text
