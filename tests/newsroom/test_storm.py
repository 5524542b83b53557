"""An acknowledged comment is never lost and never doubled, whatever happens to the web server meanwhile.

`make storm` sends more of them (STORM says how many) and shows what came of it on both databases.
"""

import os
import socket

import pytest
from django.db import connection

from comments.models import Comment, Decision
from newsroom.models import Masthead
from tests.harness.storm import Storm
from tests.harness.web import gunicorn
from tests.make import make_article, make_comment

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

COMMENTS = min(int(os.environ.get("STORM", "40")), 5_000)
SECONDS = 60 + COMMENTS / 5


@pytest.mark.timeout(SECONDS + 600)
def test_what_was_acknowledged_is_there_once(tmp_path, database, record_property):
    Masthead().save()
    article = make_article()
    path = f"{article.get_absolute_url()}comments/"
    with gunicorn(tmp_path, database) as (web, port, _log):
        storm = Storm(port, path, COMMENTS, SECONDS)
        known = [make_comment(article, email=email).pk for email in storm.known]
        storm.rage(web.pid)
    record_property(connection.vendor, str(storm))

    assert (storm.lost, storm.doubled, storm.answered_differently) == ([], [], [])
    assert (len(storm.answers), storm.kills) == (COMMENTS, 3)
    assert all(storm.leads_to(number) == storm.words(number) for number in storm.answers)
    kept = Comment.objects.exclude(pk__in=known)
    decided = Decision.objects.exclude(comment__in=known)
    assert (kept.count(), decided.count()) == (COMMENTS, COMMENTS)
    article.refresh_from_db()
    visible = len(known) + (COMMENTS + 9) // 10
    assert article.comment_count == Comment.objects.approved().count() == visible


def test_fifty_identical_posts_in_one_moment_are_one_row_and_fifty_equal_answers(
    tmp_path, database
):
    Masthead().save()
    path = f"{make_article().get_absolute_url()}comments/"
    with gunicorn(tmp_path, database) as (_web, port, _log):
        storm = Storm(port, path, comments=1, seconds=SECONDS)
        storm.press(0, 50)

    assert (len(storm.answers[0]), storm.answered_differently) == (50, [])
    assert (storm.lost, storm.doubled, Comment.objects.count()) == ([], [], 1)


def test_a_body_of_a_hundred_megabytes_is_answered_before_it_has_come(tmp_path, database):
    Masthead().save()
    path = f"{make_article().get_absolute_url()}comments/"
    asked = f"POST {path} HTTP/1.1\r\nHost: testserver\r\nSec-Fetch-Site: same-origin\r\n"
    asked += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 104857600\r\n\r\n"
    with (
        gunicorn(tmp_path, database) as (_web, port, _log),
        socket.create_connection(("127.0.0.1", port), timeout=20) as line,
    ):
        line.sendall(f"{asked}body=".encode() + b"x" * 10_000)
        answer = line.recv(12)

    assert (answer, Comment.objects.count()) == (b"HTTP/1.1 413", 0)
