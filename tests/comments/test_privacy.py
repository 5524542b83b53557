"""An email address, or anything made from it, is in no byte that the public can fetch."""

import base64
import hashlib
import re
from urllib.parse import quote

import pytest

from articles.models import Page
from comments import moderation, waiting, withdrawing, writers
from comments.models import Comment
from tests.make import (
    make_article,
    make_ban,
    make_comment,
    make_contributor,
    make_menu,
    make_newsletter,
    make_picture,
    make_rules,
    make_subscriber,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

CANARY = "Canary.Bird+7@Example.org"
SOURCE = "198.51.100.77"
ERASED = "/comments/yours/erased/"


def traces():
    """Return what must never be seen: the address as typed and folded, its hashes, where it was sent from."""
    typed = {CANARY, CANARY.lower()}
    hashes = {
        hashlib.new(name, form.encode()).hexdigest()
        for name in ("md5", "sha1", "sha256")
        for form in typed
    }
    carried = {base64.b64encode(form.encode()).decode().rstrip("=") for form in typed}
    return typed | hashes | carried | {SOURCE, "canary.bird", quote(CANARY)}


def crawl(client, *starts):
    """Fetch the pages and every page of ours that they lead to; return all they said, headers included."""
    waiting, seen, said = list(starts), set(), []
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or address.startswith("/admin/"):
            continue
        seen.add(address)
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        said.append(f"{answer.serialize_headers().decode()}\n{content.decode(errors='replace')}")
        waiting += re.findall(r'href="(/[^"#?]*)', said[-1]) + re.findall(
            r"(?:Location: |http://testserver)(/[^\s\"<#?]*)", said[-1]
        )
    return seen, "\n".join(said)


def test_no_page_and_no_feed_holds_an_address_or_a_trace_of_it(client):
    article = make_article()
    comments = [make_comment(article, email=CANARY, source=SOURCE) for _ in range(21)]
    make_comment(answers=comments[0], email=CANARY, source=SOURCE, by_staff=make_user())
    rejected = make_comment(article, email=CANARY, source=SOURCE)
    make_comment(answers=rejected, email=CANARY, source=SOURCE)
    moderation.reject(rejected, by=make_user())
    make_comment(article, email=CANARY, status=Comment.Status.PENDING)
    withdrawn = make_comment(article, email=CANARY, wants_notices=True)
    make_comment(answers=withdrawn, email=CANARY)
    withdrawing.withdraw(withdrawn)
    writers.of_address(CANARY, "en").confirm()
    writers.ask(CANARY, language="en", source="")
    story = article.get_absolute_url()
    seen, said = crawl(client, story, "/comments/feed/", f"{story}feed/", "/feed/", ERASED)

    assert {f"{story}comments/2/", "/comments/yours/", f"/comment/{comments[0].pk}/reply/"} <= seen
    assert [trace for trace in traces() if trace in said.lower() or trace in said] == []


def test_a_crawl_of_all_that_is_public_finds_no_trace_of_anybody_s_address(client):
    author = make_user("editor", email=CANARY, username="ani")
    story = make_article(
        by=[make_contributor(user=author)], tags=[make_tag()], lead_picture=make_picture()
    )
    Page.objects.create(path="about", title="About")
    make_menu("/about/", "/corrections/")
    make_rules(trusted_addresses=CANARY, blocked_words="canary")
    make_ban(CANARY)
    make_subscriber(CANARY, make_newsletter())
    for language in ("en", "hy", "hyw"):
        article = make_article(language=language, headline="Bird")
        comment = make_comment(article, email=CANARY, source=SOURCE, body="A bird sang.")
        make_comment(answers=comment, email=CANARY, source=SOURCE, by_staff=author)
        comment.reports.create(reason="abuse", source="x", words=CANARY)
        make_comment(article, email=CANARY, source=SOURCE, status=Comment.Status.PENDING)
    waiting.tell()
    starts = [
        "/",
        "/robots.txt",
        "/sitemap.xml",
        "/search/?q=bird",
        f"/search/?q={quote('bird')}&page=2",
    ]
    starts += ["/comments/feed/", "/comments/yours/", "/newsletter/", "/nowhere/", "/healthz"]
    seen, said = crawl(client, *starts)

    kinds = set(re.findall(r"Content-Type: ([a-z+/]+)", said))
    assert {"text/html", "text/plain", "application/xml", "application/rss+xml"} <= kinds
    assert {story.get_absolute_url(), f"{article.get_absolute_url()}feed/", "/about/"} <= seen
    assert f"/comment/{comment.pk}/report/" in seen
    assert said.count("A bird sang.") > 6
    assert len(seen) > 40
    assert [trace for trace in traces() if trace in said.lower() or trace in said] == []


def test_the_answer_to_a_reply_shows_its_writer_the_words_and_not_the_address(client):
    article = make_article()
    reply = {"body": "Well said.", "name": "Ani", "email": CANARY}
    answer = client.post(f"{article.get_absolute_url()}comments/", reply)
    held = client.get(answer["Location"])
    said = f"{answer.serialize_headers()} {held.serialize_headers()} {held.content.decode()}"

    assert "Well said." in said
    assert [trace for trace in traces() if trace in said] == []


def test_the_canaries_would_be_found(client):
    article = make_article()
    make_comment(article, name=CANARY)
    _seen, said = crawl(client, article.get_absolute_url())

    assert CANARY in said
