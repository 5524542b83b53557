"""What readers get of a comment is made once, and again when it would look different."""

import pytest
from django.db import connection

from comments import layout, printing
from comments.models import Comment
from newsroom.press import look
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db


def print_as(comment, words):
    """Let the printed comment say something that drawing it would not."""
    Comment.objects.filter(pk=comment.pk).update(html=words)


def shown(client, comment):
    return client.get(comment.article.get_absolute_url()).text


def test_a_comment_is_printed_when_it_takes_its_place(client):
    comment = make_comment(make_article(), name="Ani", body="A <b>river</b>")
    comment.refresh_from_db()
    assert "A &lt;b&gt;river&lt;/b&gt;" in comment.html
    print_as(comment, "As it was printed")
    assert "As it was printed" in shown(client, comment)


def test_a_comment_that_waits_is_not_printed():
    comment = make_comment(make_article(), status=Comment.Status.PENDING)
    comment.refresh_from_db()
    assert (comment.html, comment.reply_html, comment.html_of) == ("", "", "")


def test_what_looks_different_by_now_is_drawn_anew_and_printed_at_the_next_occasion(client):
    comment = make_comment(make_article(), name="Ani", body="The river")
    Comment.objects.filter(pk=comment.pk).update(html="As it was printed", html_of="before")
    page = shown(client, comment)
    assert "The river" in page
    assert "As it was printed" not in page
    layout.lay_out([comment.article_id])
    comment.refresh_from_db()
    assert "The river" in comment.html
    assert comment.html_of == look.of("en")


def test_a_page_reads_the_same_whether_its_comments_were_printed_or_are_drawn(client):
    article = make_article()
    first = make_comment(article, name="Ani & Levon", website="https://ani.example")
    make_comment(article, answers=make_comment(article, answers=first))
    removed = make_comment(article)
    make_comment(article, answers=removed)
    Comment.objects.filter(pk=removed.pk).update(status=Comment.Status.REJECTED)
    layout.lay_out([article.pk])
    printed = shown(client, first)
    Comment.objects.update(html="", reply_html="", html_of="")
    assert shown(client, first) == printed
    assert printed.count("An editor removed this comment.") == 1


def test_a_story_that_takes_no_more_comments_shows_no_way_to_answer(client):
    comment = make_comment(make_article())
    assert 'rel="nofollow">Reply' in shown(client, comment)
    type(comment.article).objects.update(comments_open=False)
    assert 'rel="nofollow">Reply' not in shown(client, comment)


def test_a_comment_is_printed_in_the_language_of_its_story(client):
    comment = make_comment(make_article(language="hy"))
    comment.refresh_from_db()
    assert "թ." in comment.html
    assert comment.html in shown(client, comment)


def test_only_what_looks_different_is_printed_again():
    article = make_article()
    outdated, current = make_comment(article), make_comment(make_article())
    Comment.objects.filter(pk=outdated.pk).update(html="As it was", html_of="before")
    print_as(current, "As it is")
    assert printing.print_again() == 1
    outdated.refresh_from_db()
    current.refresh_from_db()
    assert "As it was" not in outdated.html
    assert current.html == "As it is"


@pytest.mark.django_db(transaction=True)
def test_the_comments_of_a_story_are_kept_in_one_transaction():
    article, kept = make_article(), []
    make_comment(article, answers=make_comment(article))
    Comment.objects.update(html_of="before")

    def noting(execute, sql, values, many, context):
        if many:
            kept.append((len(values), connection.in_atomic_block))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(noting):
        printing.print_again()
    assert kept == [(2, True)]
