"""What readers get of a comment is made once, and again when it would look different."""

import pytest
from django.template.loader import get_template

from comments import layout, printing
from comments.models import Comment
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def another_template(monkeypatch):
    """A newsroom that prints its comments in a way of its own."""
    template = get_template("comments/_said.html").template.engine.from_string(
        "<p>{{ comment.name }} wrote:</p>{{ comment.body }}"
    )

    def draw(name, context):
        assert name == printing.TEMPLATE
        return template.render(template.engine_context(context))

    from django.template import Context

    template.engine_context = Context
    monkeypatch.setattr(printing, "render_to_string", draw)
    printing._stamp.cache_clear()
    yield
    printing._stamp.cache_clear()


def test_a_comment_is_printed_when_it_takes_its_place(client):
    comment = make_comment(make_article(), name="Ani", body="A <b>river</b>")
    comment.refresh_from_db()
    assert "A &lt;b&gt;river&lt;/b&gt;" in comment.html
    assert comment.html in client.get(comment.article.get_absolute_url()).text


def test_a_comment_that_waits_is_not_printed():
    comment = make_comment(make_article(), status=Comment.Status.PENDING)
    comment.refresh_from_db()
    assert comment.html == ""


def test_a_changed_template_shows_at_once_and_is_printed_at_the_next_occasion(
    client, another_template
):
    printing._stamp.cache_clear()
    comment = make_comment(make_article(), name="Ani", body="The river")
    Comment.objects.filter(pk=comment.pk).update(html="<p>As it was</p>", html_of="before")
    page = client.get(comment.article.get_absolute_url()).text
    assert "<p>Ani wrote:</p>The river" in page
    assert "As it was" not in page
    layout.lay_out([comment.article_id])
    comment.refresh_from_db()
    assert comment.html == "<p>Ani wrote:</p>The river"


def test_a_comment_is_printed_in_the_language_of_its_story(client):
    comment = make_comment(make_article(language="hy"))
    comment.refresh_from_db()
    assert "թ." in comment.html
    assert comment.html in client.get(comment.article.get_absolute_url()).text
