"""What stands in the letters that follow a signup."""

import pytest
from django.core import mail

from newsroom.models import Masthead
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db
URL = "/newsletter/signup/"
TYPED = {"page": "/typed-page/", "language": "en", "name": "Typed Name", "subject": "Typed subject"}


@pytest.fixture
def morning():
    return make_newsletter(name="Bread & <b>Butter</b>", description="Tea, too")


def test_a_letter_holds_nothing_that_the_sender_typed(client, morning, post):
    client.post(URL, {"email": "typed-name@example.com"} | TYPED)
    (letter,) = post.fetch()
    wire = letter.message()
    del wire["To"]
    assert "typed" not in wire.as_string().lower()
    assert "typed" not in (letter.body + letter.alternatives[0].content).lower()


def test_names_are_text_in_both_parts(client, morning, post):
    client.post(URL, {"email": "ani@example.com"})
    (letter,) = post.fetch()
    assert "- Bread & <b>Butter</b>: Tea, too (Every morning)" in letter.body
    assert "<b>" not in letter.alternatives[0].content
    assert "Bread &amp; &lt;b&gt;Butter&lt;/b&gt;" in letter.alternatives[0].content


@pytest.mark.parametrize("known", [True, False])
def test_a_name_of_the_paper_with_a_line_break_makes_no_header(client, morning, post, known):
    Masthead(name="News\r\nBcc: all@example.com").save()
    if known:
        make_subscriber("ani@example.com", morning)
    client.post(URL, {"email": "ani@example.com"})
    (letter,) = post.fetch()
    assert letter.message()["Bcc"] is None
    assert letter.recipients() == ["ani@example.com"]


def test_every_letter_has_a_small_html_part_that_loads_nothing(client, morning, post):
    client.post(URL, {"email": "ani@example.com"})
    client.post(post.link("confirm"))
    client.post(URL, {"email": "ani@example.com"})
    post.fetch()
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        html = letter.alternatives[0].content
        assert len(html) < 100_000
        assert [word in html for word in ("<img", "<script", "<link", "url(")] == [False] * 4
