"""A web server whose own clock is wrong: the database's decides, so nothing is early and nothing late."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from newsroom.press import front
from tests import make

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def paper():
    """A story that readers have and one that they get tomorrow, in the same places, and where to look for them."""
    tag, author, section = make.make_tag(slug="mills"), make.make_contributor(), make.make_section()
    places = {"tags": [tag], "by": [author], "section": section}
    out = make.make_article(headline="Sluice opened", published_at=timezone.now() - DAY, **places)
    later = make.make_article(headline="Sluice closed", published_at=timezone.now() + DAY, **places)
    day = timezone.localtime(later.published_at)
    yesterday = timezone.localtime(out.published_at)
    return {
        "later": later,
        "lists": [
            *("/", "/feed/", "/search/?q=sluice", "/news-sitemap.xml", out.get_absolute_url()),
            *(each.get_absolute_url() for each in (section, tag, author)),
            f"{section.get_absolute_url()}feed/",
            f"/{yesterday:%Y/%m/%d}/",
        ],
        "days": [f"/{day:%Y/%m/%d}/", f"/{day:%Y/%m}/", f"/sitemap/{day:%Y-%m}.xml"],
    }


@pytest.fixture(params=[-3 * DAY, 3 * DAY], ids=["behind", "ahead"])
def wrong_clock(request, monkeypatch):
    """Let this process's clock be wrong, which it knows as it asks the database every two seconds."""
    watch = SimpleNamespace(number=lambda: None, ahead=request.param.total_seconds())
    monkeypatch.setattr(front, "_is_open", True)
    monkeypatch.setattr(front, "_desk", front.Desk(watch=watch))
    with time_machine.travel(timezone.now() + request.param):
        yield


def said(client, path):
    response = client.get(path)
    return response.text if response.status_code == 200 else ""


def test_nothing_is_early_anywhere(client, paper, wrong_clock):
    later = paper["later"]
    places = [*paper["lists"], *paper["days"]]
    assert [at for at in places if "Sluice closed" in said(client, at)] == []
    assert [at for at in places if f"/{later.slug}/" in said(client, at)] == []
    assert client.get(later.get_absolute_url()).status_code == 404
    assert client.get(f"{later.get_absolute_url()}feed/").status_code == 404


def test_nothing_is_missing(client, paper, wrong_clock):
    assert [at for at in paper["lists"] if "Sluice opened" not in said(client, at)] == []


def test_the_archive_counts_no_story_of_a_day_to_come(client, paper, wrong_clock):
    [day, month, _sitemap] = paper["days"]
    assert client.get(day).status_code == 404
    assert f'href="{day}"' not in said(client, month)
