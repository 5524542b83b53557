"""The shipped nginx before two web processes: nobody reads an old page."""

import datetime
import time

import pytest
from django.utils import timezone

from articles import publishing
from comments import moderation
from comments.models import Comment
from newsroom.models import Masthead
from newsroom.press import pages
from tests.harness import freshness
from tests.harness.freshness import is_on_time, seconds_late
from tests.harness.web import FORMS, FROM_THE_SITE, STATE, THROUGH_NGINX
from tests.make import make_article, make_comment, make_user
from tests.newsroom.visitor import wait_until

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

WRITES = 1_000


def test_nobody_reads_an_old_page_while_a_thousand_new_ones_are_written(
    site, story, beside, record_property
):
    path = story.get_absolute_url()
    direct = [_poller(site, place, "br", site.web_port) for place in (path, "/", path)]
    cached = [_poller(site, path, form, site.nginx_port) for form in FORMS]
    cached.append(_poller(site, "/section/lakes/", "br", site.nginx_port))
    writer = beside("-c", freshness.WRITER, story.slug, str(WRITES))
    commits = freshness.commits(writer.communicate(timeout=480)[0])
    assert (writer.returncode, len(commits)) == (0, WRITES)
    wait_until(lambda: all(poller.seen[-1][1] == WRITES for poller in (*direct, *cached)))
    for poller in (*direct, *cached):
        poller.stop()
    ages = [max(poller.staleness(commits) for poller in group) for group in (direct, cached)]
    record_property("seconds behind, site and nginx", [round(age, 3) for age in ages])
    record_property("reads", [sum(len(p.seen) for p in group) for group in (direct, cached)])
    assert ages[0] <= FROM_THE_SITE
    assert ages[1] <= THROUGH_NGINX


def _poller(site, path, form, port):
    def read():
        answer = site.read(path, form, port=port)
        return answer.begun, answer.text

    return freshness.Poller(read)


def _seconds_until_everybody_reads(site, path, words, status=200):
    """Return how long from now the site and nginx are asked in vain for the words, in whichever form."""
    now, seconds = time.time(), []
    for port in (site.web_port, site.nginx_port):
        last = 0
        for form in FORMS:
            while True:
                answer = site.read(path, form, port=port)
                if words in answer.text and answer.status == status:
                    break
                last = answer.begun - now
                assert last < 10
                time.sleep(0.02)
        seconds.append(last)
    return seconds


def test_what_is_approved_renamed_or_withdrawn_is_read_in_time(site, story):
    path = story.get_absolute_url()
    comment = make_comment(story, status=Comment.Status.PENDING, body="The water was warm.")
    site.ask_everywhere(path)
    moderation.approve(comment, by=make_user("editor"))
    took = [_seconds_until_everybody_reads(site, path, "The water was warm.")]
    paper = Masthead.current()
    paper.name = "The Lake Gazette"
    paper.save()
    pages.move()
    took.append(_seconds_until_everybody_reads(site, path, "The Lake Gazette"))
    story.withdraw("It was another lake.")
    publishing.save(story, by=None)
    took.append(_seconds_until_everybody_reads(site, path, "It was another lake.", 410))
    assert max(site for site, _ in took) <= FROM_THE_SITE
    assert max(nginx for _, nginx in took) <= THROUGH_NGINX


def test_a_page_that_nobody_asked_for_lately_is_new_for_the_first_who_does(site, story):
    path = story.get_absolute_url()
    site.ask_everywhere(path)
    time.sleep(THROUGH_NGINX + 1.1)
    story.headline = "Corrected overnight"
    publishing.save(story, by=None)
    for form in FORMS:
        assert "Corrected overnight" in site.read(path, form).text


def test_a_scheduled_story_is_read_at_its_time_with_nobody_at_work(site, story):
    due = timezone.now() + datetime.timedelta(seconds=4.3)
    make_article(headline="Out at last", published_at=due, section=story.section)
    site.ask_everywhere("/")
    late = seconds_late(site, "/", due, lambda text: "Out at last" in text)
    assert is_on_time(late), late


def test_who_writes_a_comment_sees_it_after_the_redirect(site, story, monkeypatch):
    for number in range(3):
        make_comment(story, email="known@example.org", body=f"An earlier word, number {number}.")
    path = story.get_absolute_url()
    site.ask_everywhere(path)
    comment = make_comment(story, body="Mine, just now.")
    from comments import threads
    from newsroom.press import proxies

    monkeypatch.setattr(proxies.settings, "TRUSTED_PROXIES", 1)
    address = proxies.past(threads.place(comment)).partition("#")[0]
    answer = site.read(address, "br")
    assert "Mine, just now." in answer.text
    assert answer.headers[STATE] == "BYPASS"
