"""Where a comment stands: under whom, on which page, and how many there are."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing
from comments import layout, moderation
from comments.models import Comment
from newsroom.press.models import Edition
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


def pages(article):
    return list(article.comments.oldest_first().values_list("page", flat=True))


def make_thread(article, length):
    first = make_comment(article)
    return [first] + [make_comment(answers=first) for _ in range(length - 1)]


def test_an_answer_stands_below_what_it_answers():
    first = make_comment()
    answer = make_comment(answers=first)

    assert (answer.parent, answer.thread, answer.answers) == (first, first, first)


def test_an_answer_in_the_last_level_stands_beside_what_it_answers():
    first = make_comment()
    second = make_comment(answers=first)
    third = make_comment(answers=second)
    fourth = make_comment(answers=third)
    fifth = make_comment(answers=fourth)

    assert (third.parent, third.thread) == (second, first)
    assert (fourth.parent, fourth.thread, fourth.answers) == (second, first, third)
    assert (fifth.parent, fifth.thread, fifth.answers) == (second, first, fourth)


def test_the_database_refuses_an_answer_outside_a_thread():
    first = make_comment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=make_comment(answers=first).pk).update(thread=None)


def test_a_page_holds_twenty_threads():
    article = make_article()
    for _ in range(21):
        make_comment(article)

    assert pages(article) == [1] * 20 + [2]


def test_a_page_holds_fifty_comments_and_parts_no_thread_that_fits_on_one():
    article = make_article()
    make_thread(article, 30)
    make_thread(article, 21)

    assert pages(article) == [1] * 30 + [2] * 21


def test_a_thread_longer_than_a_page_goes_on_on_the_next():
    article = make_article()
    make_thread(article, 51)
    make_comment(article)

    assert pages(article) == [1] * 50 + [2, 2]


def test_what_is_not_visible_takes_no_place():
    article = make_article()
    make_comment(article, status=Comment.Status.PENDING)
    make_comment(article)
    make_comment(article, status=Comment.Status.SPAM)

    assert pages(article) == [None, 1, None]


def test_a_removed_comment_keeps_its_place_while_answers_to_it_are_visible():
    article, editor = make_article(), make_user(is_superuser=True)
    first, answer, deeper = make_comment(article), None, None
    answer = make_comment(answers=first)
    deeper = make_comment(answers=answer)

    moderation.reject(first, by=editor)
    moderation.reject(answer, by=editor)
    assert pages(article) == [1, 1, 1]

    moderation.reject(deeper, by=editor)
    assert pages(article) == [None, None, None]


def test_the_story_counts_its_visible_comments():
    article, editor = make_article(), make_user(is_superuser=True)
    first = make_comment(article)
    make_comment(answers=first)
    make_comment(article, status=Comment.Status.PENDING)
    article.refresh_from_db()
    assert article.comment_count == 2

    moderation.reject(first, by=editor)
    article.refresh_from_db()
    assert article.comment_count == 1


def test_saving_a_story_that_was_read_before_a_comment_came_keeps_the_count():
    article = make_article()
    make_comment(article)
    publishing.save(article, by=make_user())

    article.refresh_from_db()
    assert article.comment_count == 1


def test_an_approval_out_of_order_moves_the_later_comments():
    article = make_article()
    begin = timezone.now() - datetime.timedelta(minutes=30)
    early = make_comment(article, created_at=begin, status=Comment.Status.PENDING)
    for minute in range(1, 21):
        make_comment(article, created_at=begin + datetime.timedelta(minutes=minute))
    assert pages(article) == [None] + [1] * 20

    moderation.approve(early, by=make_user(is_superuser=True))
    assert pages(article) == [1] * 20 + [2]


def test_laying_out_begins_a_new_edition():
    article = make_article()
    before = Edition.objects.get().number
    layout.lay_out([article.pk])

    assert Edition.objects.get().number == before + 1


def test_laying_out_a_long_thread_again_writes_no_comment():
    article = make_article()
    for _ in range(3):
        make_thread(article, 2)
    with CaptureQueriesContext(connection) as asked:
        layout.lay_out([article.pk])
    written = [one["sql"] for one in asked if one["sql"].startswith('UPDATE "comments_comment"')]
    assert written == []
