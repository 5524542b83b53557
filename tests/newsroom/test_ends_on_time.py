"""What begins and ends by itself does so on time through gunicorn and nginx, with nobody at work and no worker."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from articles import slots
from newsroom.models import Banner, Masthead
from newsroom.press import pages
from tests.harness.web import FROM_THE_SITE, THROUGH_NGINX
from tests.make import make_article

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

LEADS = "<h2><a href="
SOON = datetime.timedelta(seconds=4.3)


def _late(site, path, moment, holds):
    """Return by how many seconds the site and nginx are late with a page of which `holds(text)` is to come true."""

    def watch(port):
        while not holds((answer := site.read(path, "br", port=port)).text):
            assert answer.begun < moment.timestamp() + 10
            time.sleep(0.02)
        return answer.begun + answer.seconds - moment.timestamp()

    with ThreadPoolExecutor() as both:
        return list(both.map(watch, (site.web_port, site.nginx_port)))


def _is_on_time(late):
    at_the_site, through_nginx = late
    return 0 <= at_the_site <= FROM_THE_SITE and 0 <= through_nginx <= THROUGH_NGINX


def test_a_pin_ends_on_time(site, story):
    newer = make_article(headline="Newer than the lake", section=story.section)
    moment = timezone.now() + SOON
    slots.pin_lead(story, moment, by=None)
    site.ask_everywhere("/")
    assert story.headline in _lead(site.read("/", "br").text)
    late = _late(site, "/", moment, lambda text: newer.headline in _lead(text))
    assert _is_on_time(late), late


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
    assert ("The dam holds" in site.read(path, "br").text) != begins
    late = _late(site, path, moment, lambda text: ("The dam holds" in text) == begins)
    assert _is_on_time(late), late


def _lead(text):
    return text.partition(LEADS)[2].partition("</h2>")[0]
