"""The address of a reader stands in nothing that anyone else can read."""

import pytest

from newsletter import links
from newsletter.models import NewAddress
from newsroom.press.redaction import redact
from tests.make import make_article, make_newsletter, make_section, make_subscriber

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/",
    "/newsletter/",
    "/section/culture/",
    "/search/?q=bridge",
    "/feed/",
    "/corrections/",
    "/robots.txt",
    "/healthz",
    "/nowhere/",
]


@pytest.fixture
def reader():
    morning, evening = make_newsletter(name="Morning"), make_newsletter(name="Evening")
    return make_subscriber("canary@example.com", morning, pending=[evening])


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_page_holds_it(client, reader, address):
    make_article(headline="A bridge", section=make_section(slug="culture"))
    response = client.get(address)
    answer = b"".join(response) if response.streaming else response.content
    assert b"canary" not in answer + str(response.headers).encode()


def test_no_story_holds_it(client, reader):
    story = make_article(headline="A bridge")
    assert b"canary" not in client.get(story.get_absolute_url()).content


def test_no_mailed_page_shows_it_to_whom_a_letter_was_passed_on(client, reader):
    lists = [row.newsletter for row in reader.subscriptions.all()]
    change = NewAddress.objects.create(subscriber=reader, email="canary@example.org")
    mailed = [
        links.confirm(reader, lists),
        links.preferences(reader),
        links.own(reader),
        f"{links.own(reader)}address/",
        f"{links.own(reader)}erase/",
        links.new_address(change),
        links.unsubscribe(reader),
        links.unsubscribe(reader, lists[0]),
    ]
    pages = [client.get(link.removeprefix("http://testserver")) for link in mailed]
    assert [page.status_code for page in pages] == [200] * 8
    assert [b"canary" in page.content for page in pages] == [False] * 8


def test_no_log_line_holds_a_link_that_opens_something(reader):
    lists = [row.newsletter for row in reader.subscriptions.all()]
    mailed = [links.confirm(reader, lists), links.preferences(reader), links.unsubscribe(reader)]
    lines = [redact(f"POST {link} 303") for link in mailed]
    tokens = [link.split("/")[5] for link in mailed]
    assert [token in line for token, line in zip(tokens, lines, strict=True)] == [False] * 3
