"""Two editors in one story: nobody overwrites what they have not seen."""

import re
import threading

import pytest
from django.db import connection
from django.test import Client

from articles import publishing, versions
from articles.models import Article
from tests.articles.test_desk import address, form_data
from tests.make import make_article, make_user

SAVE = {"_save": "Save"}


def desk(username):
    client = Client()
    client.force_login(make_user("editor", username=username))
    return client


def opened(client, article, **changes):
    """Return what the browser of an editor who opened the story now would post."""
    return form_data(client, address(article), **changes) | SAVE


@pytest.mark.django_db
def test_the_second_save_is_refused_once_with_all_that_was_typed():
    article = make_article(headline="Rain", deck="")
    first, second = desk("anahit"), desk("narek")
    theirs = opened(first, article, headline="Rain at last")
    ours = opened(second, article, headline="Heavy rain", deck="It rained all night.")
    assert first.post(address(article), theirs).status_code == 302

    page = second.post(address(article), ours)
    assert page.status_code == 200
    assert Article.objects.get().headline == "Rain at last"
    (sentence,) = page.context["adminform"].form.non_field_errors()
    assert re.sub(r"<[^>]+>|\d.*?[ap]\.m\.", "", sentence).startswith("anahit saved this story on")
    assert f'<a href="{address(article)}" target="_blank">' in page.text
    form = page.context["adminform"].form
    assert (form["headline"].value(), form["deck"].value()) == ("Heavy rain", ours["deck"])

    again = ours | {"seen": form["seen"].value()}
    assert second.post(address(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.deck) == ("Heavy rain", "It rained all night.")
    assert [version.history_user.username for version in article.history.all()[:2]] == [
        "narek",
        "anahit",
    ]


@pytest.mark.django_db
def test_a_third_save_meanwhile_is_refused_as_the_second_was():
    article = make_article()
    first, second = desk("anahit"), desk("narek")
    ours = opened(second, article, headline="Ours")
    for headline in ("Theirs", "Theirs again"):
        first.post(address(article), opened(first, article, headline=headline))
        form = second.post(address(article), ours).context["adminform"].form
        assert len(form.non_field_errors()) == 1
        ours |= {"seen": form["seen"].value()}
    assert Article.objects.get().headline == "Theirs again"


@pytest.mark.django_db
def test_what_readers_write_meanwhile_refuses_nobody():
    article = make_article()
    editor = desk("anahit")
    ours = opened(editor, article, headline="Ours")
    Article.objects.filter(pk=article.pk).update(comment_count=3)
    assert editor.post(address(article), ours).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.comment_count) == ("Ours", 3)


@pytest.mark.django_db
def test_the_door_itself_refuses_a_version_that_is_no_longer_the_newest():
    article = make_article(headline="Rain")
    seen = versions.newest(article)
    publishing.save(article, by=None, seen=seen)
    article.headline = "Snow"
    with pytest.raises(versions.Stale):
        publishing.save(article, by=None, seen=seen)
    assert Article.objects.get().headline == "Rain"


@pytest.mark.django_db
def test_the_name_of_who_saved_is_text():
    article = make_article()
    first, second = desk("<b>anahit"), desk("narek")
    ours = opened(second, article)
    first.post(address(article), opened(first, article, headline="Theirs"))
    page = second.post(address(article), ours).text
    assert "&lt;b&gt;anahit saved this story" in page


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_in_one_moment_one_is_refused():
    article = make_article()
    clients = [desk("anahit"), desk("narek")]
    forms = [opened(client, article, headline=f"By {n}") for n, client in enumerate(clients)]
    ready, answers = threading.Barrier(2), []

    def post(client, form):
        ready.wait()
        answers.append(client.post(address(article), form).status_code)
        connection.close()

    threads = [
        threading.Thread(target=post, args=pair) for pair in zip(clients, forms, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 302]
    assert article.history.count() == 2
