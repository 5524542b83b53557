"""Publishing stops for a missing headline and a missing alternative text of the lead picture; it says for which."""

import pytest

from articles.models import Article
from tests.articles.deskforms import ADD, form_data
from tests.make import make_picture, make_user

pytestmark = pytest.mark.django_db

HEADLINE = "Give the story its headline."
ALT = "Give the lead picture its alternative text before the story goes to readers."


@pytest.fixture
def publish(client):
    client.force_login(make_user("editor"))

    def publish(**fields):
        data = form_data(client, ADD, **fields)
        return client.post(ADD, data | {"_publish": "Publish"})

    return publish


@pytest.mark.parametrize(
    ("headline", "alt", "said"),
    [
        ("", "A lake", [HEADLINE]),
        ("Rain", "", [ALT]),
        ("", "", [HEADLINE, ALT]),
    ],
)
def test_it_stops_for_these_two_and_says_for_which(publish, headline, alt, said):
    picture = make_picture(alt=alt)
    answer = publish(headline=headline, body="<p>Kept</p>", lead_picture=picture.pk)
    assert [error for errors in answer.context["errors"] for error in errors] == said
    assert "&lt;p&gt;Kept&lt;/p&gt;" in answer.text
    assert f'value="{picture.pk}"' in answer.text
    assert Article.objects.count() == 0


def test_it_stops_for_nothing_else(publish):
    wordless = make_picture(alt="")
    body = f'<figure data-picture="{wordless.pk}"></figure>'
    assert publish(headline="Rain", body=body).status_code == 302
    story = Article.objects.published().get()
    empty = (story.deck, story.section, story.lead_picture, story.bylines.count())
    assert empty == ("", None, None, 0)
