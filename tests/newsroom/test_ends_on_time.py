"""What begins and ends by itself does so on time through gunicorn and nginx, with nobody at work and no worker."""

import datetime

import pytest
from django.utils import timezone

from articles import slots
from newsroom.models import Banner, Masthead
from newsroom.press import pages
from tests.harness.freshness import is_on_time, seconds_late
from tests.make import make_article

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

LEADS = "<h2><a href="
SOON = datetime.timedelta(seconds=4.3)


def test_a_pin_ends_on_time(site, story):
    newer = make_article(headline="Newer than the lake", section=story.section)
    moment = timezone.now() + SOON
    slots.pin_lead(story, moment, by=None)
    site.ask_everywhere("/")
    early = _lead(site.read("/", "br").text)
    assert story.headline in early or timezone.now() > moment
    late = seconds_late(site, "/", moment, lambda text: newer.headline in _lead(text))
    assert is_on_time(late), late


@pytest.mark.parametrize("edge", ["begins_at", "ends_at"])
def test_a_banner_begins_and_ends_on_time_also_on_the_page_of_a_story(site, story, edge):
    moment, hour = timezone.now() + SOON, datetime.timedelta(hours=1)
    Masthead.current().save()
    times = {"begins_at": moment - hour, "ends_at": moment + hour} | {edge: moment}
    Banner.objects.create(words="The dam holds", **times)
    pages.move()
    path = story.get_absolute_url()
    site.ask_everywhere(path)
    begins = edge == "begins_at"
    early = site.read(path, "br").text
    assert ("The dam holds" in early) != begins or timezone.now() > moment
    late = seconds_late(site, path, moment, lambda text: ("The dam holds" in text) == begins)
    assert is_on_time(late), late


def _lead(text):
    return text.partition(LEADS)[2].partition("</h2>")[0]
