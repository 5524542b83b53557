"""Finished pages are answered before Django wakes up, in the form that was asked for."""

import gzip
import threading
import time

import brotli
import pytest
from django.db import connection

from newsroom.press import front
from tests.make import (
    make_article,
    make_comment,
    make_contributor,
    make_newsletter,
    make_picture,
    make_tag,
)
from tests.newsroom.visitor import wait_for_the_edition

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_was_made_is_answered_again_without_django(visitor, story):
    path = story.get_absolute_url()
    first = visitor.ask(path)
    again = visitor.ask(path)
    assert visitor.woken == 1
    assert first == again
    assert b"The lake is back" in again["body"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_page_comes_in_the_form_that_was_asked_for(visitor, story, accepted, encoding, unpack):
    path = story.get_absolute_url()
    plain = visitor.ask(path)["body"]
    answer = visitor.ask(path, accept_encoding=accepted)
    assert answer["headers"].get("Content-Encoding") == encoding
    assert unpack(answer["body"]) == plain
    assert answer["headers"]["Content-Length"] == str(len(answer["body"]))
    assert answer["headers"]["Vary"] == "Accept-Encoding"
    assert visitor.woken == 1


def test_a_reader_who_has_the_page_is_told_so(visitor, story):
    path = story.get_absolute_url()
    tag = visitor.ask(path, accept_encoding="br")["headers"]["ETag"]
    again = visitor.ask(path, accept_encoding="br", if_none_match=f'"other", W/{tag}')
    assert (again["status"], again["body"], visitor.woken) == (304, b"", 1)
    assert visitor.ask(path, if_none_match='"other"')["status"] == 200


def test_head_is_answered_without_a_body(visitor, story):
    path = story.get_absolute_url()
    get, head = visitor.ask(path), visitor.ask(path, method="HEAD")
    assert (head["body"], head["headers"], visitor.woken) == (b"", get["headers"], 1)


def test_nginx_is_told_the_second_of_every_answer_not_that_of_the_first(visitor, story, settings):
    settings.TRUSTED_PROXIES = 1
    path = story.get_absolute_url()
    visitor.ask(path)
    time.sleep(1)
    before = int(time.time())
    answer = visitor.ask(path)
    assert visitor.woken == 1
    assert answer["headers"]["X-Accel-Expires"] in (f"@{before}", f"@{before + 1}")


def test_a_page_asks_the_database_four_times_at_most(visitor, django_assert_num_queries):
    stories = [
        make_article(tags=[make_tag()], by=[make_contributor()], lead_picture=make_picture())
        for _ in range(6)
    ]
    make_newsletter()
    for story in stories:
        for _ in range(10):
            make_comment(story)
    wait_for_the_edition()
    visitor.ask(
        stories[0].get_absolute_url()
    )  # the first of an edition finds out what all of them share
    with django_assert_num_queries(4):
        page = visitor.ask(stories[1].get_absolute_url())["body"].decode()
    assert page.count('<li id="comment-') == 10
    for part in ("Leave a Reply", "Sign Up for Our Newsletters", "You May Also Like", "Latest"):
        assert part in page


def test_what_is_asked_for_again_is_pressed_better_and_reads_the_same(visitor, story):
    path = story.get_absolute_url()
    answers = [visitor.ask(path, accept_encoding="br") for _ in range(3)]
    lengths = [len(answer["body"]) for answer in answers]
    assert lengths[0] > lengths[1] == lengths[2]
    assert len({brotli.decompress(answer["body"]) for answer in answers}) == 1
    assert [int(answer["headers"]["Content-Length"]) for answer in answers] == lengths
    assert visitor.woken == 1


def test_who_asks_for_the_same_page_at_once_has_it_made_once(visitor, story):
    path = story.get_absolute_url()
    began = threading.Barrier(8)
    answers = []

    def ask():
        began.wait(5)
        answers.append(visitor.ask(path)["body"])
        connection.close()

    readers = [threading.Thread(target=ask) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(10)
    assert (len(answers), len(set(answers)), visitor.woken) == (8, 1, 1)
    assert front._desk.turns == {}


def test_a_page_that_is_not_kept_is_made_for_each_who_asks(visitor, story):
    for _ in range(2):
        assert visitor.ask("/nothing/")["status"] == 404
    assert visitor.woken == 2
    assert front._desk.turns == {}
