"""An export is of one moment, keeps nobody from writing, and asks no more of a large site than of a small one."""

import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.moving.leaving import rows, site
from tests.make import (
    make_article,
    make_comment,
    make_contributor,
    make_picture,
    make_section,
    make_tag,
)


def _write():
    try:
        make_article(headline="Written meanwhile")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_in_it_and_does_not_wait(leave, monkeypatch):
    make_article(headline="Was there")
    wxr = site._wxr

    def interrupted(*args):
        names = wxr(*args)
        writer = threading.Thread(target=_write)
        writer.start()
        writer.join(timeout=10)
        assert not writer.is_alive()
        return names

    monkeypatch.setattr(site, "_wxr", interrupted)
    first = leave()
    assert [story["headline"] for story in first.json("stories")] == ["Was there"]
    monkeypatch.undo()
    assert len(leave("again").json("stories")) == 2


@pytest.mark.django_db(transaction=True)
def test_afterwards_transactions_are_as_usual(leave):
    usual = getattr(connection, "transaction_mode", None)
    leave()
    assert getattr(connection, "transaction_mode", None) == usual
    assert make_article().pk


def _story(number):
    picture = make_picture()
    story = make_article(
        by=[make_contributor()],
        tags=[make_tag()],
        also_in=[make_section()],
        lead_picture=picture,
        body=f'<p>Text {number}</p><figure data-picture="{picture.pk}"></figure>',
    )
    story.notes.create(text="A word")
    story.corrections.create(text="A correction")
    first = make_comment(story)
    make_comment(answers=first)
    return story


def _asked(tmp_path: Path, name):
    with CaptureQueriesContext(connection) as asked:
        site.export(tmp_path / name)
    return len(asked)


@pytest.mark.django_db
def test_a_hundred_stories_ask_no_more_than_one(tmp_path):
    _story(1)
    one = _asked(tmp_path, "one")
    for number in (2, 3):
        _story(number)
    assert _asked(tmp_path, "three") == one


@pytest.mark.django_db
def test_more_are_read_some_at_a_time():
    stories = [_story(number) for number in range(3)]
    found = [[story.pk for story in some] for some in rows.some(type(stories[0]).objects.all(), 2)]
    assert found == [[stories[0].pk, stories[1].pk], [stories[2].pk]]
