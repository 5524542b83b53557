"""What nobody sends by mistake is refused, and nothing of it is kept."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from comments.models import Comment
from tests.comments.answering import OURS, REPLY
from tests.make import make_article, make_comment

RUNS = ("javascript:", "data:text", "vbscript:")


def links(markup):
    """Return every address that a browser would follow or load."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend(value for name, value in attrs if name in {"href", "src", "action"})

    Reader().feed(markup)
    return found


def runs(address):
    return address.strip().casefold().startswith(RUNS)


pytestmark = pytest.mark.django_db

UNKNOWN = [
    "status",
    "is_staff",
    "by_staff",
    "came_from_staff",
    "page",
    "created_at",
    "id",
    "digest",
    "csrfmiddlewaretoken",
]


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_field_that_our_form_does_not_have_is_refused(post, name):
    answer = post(make_article(), **{name: "visible"})

    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "our form does not ask for" in answer.text
    assert Comment.objects.count() == 0


def test_every_field_of_our_form_is_one_of_ours(client, post):
    comment = make_comment()
    page = client.get(reverse("comment_reply", args=[comment.pk])).text
    names = re.findall(r'name="(\w+)"', page.partition('id="respond"')[2])
    assert sorted(names) == ["body", "email", "name", "notices", "parent", "subject", "website"]
    assert post(comment.article, parent=comment.pk, subject="").status_code == 303


@pytest.mark.parametrize("name", [*REPLY, "subject", "parent"])
@pytest.mark.parametrize("value", ["\0", "a\0b", "\ud800", "a\udfffb"])
def test_what_is_no_text_is_refused_in_every_field(client, name, value):
    address = f"{make_article().get_absolute_url()}comments/"
    lines = [f"{key}={content}" for key, content in (REPLY | {name: value}).items()]
    body = "&".join(lines).encode(errors="surrogatepass")
    kind = "application/x-www-form-urlencoded"
    answer = client.generic("POST", address, body, content_type=kind, headers=OURS)

    assert 400 <= answer.status_code < 500
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("length", [2_621_441, 100 * 1024 * 1024])
def test_a_body_that_is_too_long_is_refused_unread(client, length):
    address = f"{make_article().get_absolute_url()}comments/"
    answer = client.post(address, REPLY, CONTENT_LENGTH=str(length), headers=OURS)

    assert answer.status_code == 413
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    "script", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_what_runs_is_never_linked_wherever_the_row_came_from(client, script):
    article = make_article()
    body = f"Look: {script} and [b]({script}) <a href='{script}'>c</a>"
    imported = make_comment(article, name=script, body=body)
    make_comment(answers=imported, name=script, body="Ha")
    Comment.objects.update(website=f" {script}", html_of="")  # as no form would let it in
    pages = [article.get_absolute_url(), f"{article.get_absolute_url()}feed/", "/comments/feed/"]
    pages += [reverse("comment_reply", args=[imported.pk])]
    for page in pages:
        said = client.get(page).text
        assert "Look:" in said
        # In a feed the markup of a comment is text once more.
        markup = html.unescape(said) if page.endswith("feed/") else said
        assert links(f'<a href="{script}">') == [script]
        assert [each for each in links(markup) if runs(each)] == []


def test_no_comment_turns_the_writing_around_it(client):
    turned = "\u202eturned\u2066 and \u2067more"
    article = make_article()
    make_comment(article, name=turned, body=turned)
    page = client.get(article.get_absolute_url()).text
    name = re.search(r"<bdi>([^<]*turned[^<]*)</bdi>", page)
    said = re.search(r'<p dir="auto">([^<]*turned[^<]*)</p>', page)

    assert name
    assert said[1] == "turned\u2066 and \u2067more\u2069\u2069"
