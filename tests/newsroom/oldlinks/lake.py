"""A story of an old site at the lake, and what stands where one of its old addresses leads."""

import datetime

from django.utils import timezone

from newsroom.oldlinks import keeping
from tests import make

LAKE = "lake.example"
MAY = timezone.make_aware(datetime.datetime(2019, 5, 12, 10))
HERE = "/2019/05/the-ferry/"


def led(client, address):
    """Return where an address leads, after one step, to a page that is there; or only its status."""
    answer = client.get(address)
    if answer.status_code != 301:
        return answer.status_code
    assert client.get(answer["Location"]).status_code == 200, answer["Location"]
    return answer["Location"]


def make_ferry():
    """Make a story of May 2019 that the old site had under an address of every structure."""
    story = make.make_article(slug="the-ferry", published_at=MAY)
    paths = ["/2019/05/12/the-ferry-is-back", "/?p=12", "/archives/12", "/the-ferry-is-back"]
    paths += ["/harbour/the-ferry.html", "/նավը", "/blog/the-ferry", "/blog/?p=12"]
    keeping.remember(paths, "post", story.pk, LAKE)
    return story
