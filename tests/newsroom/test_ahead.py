"""The site at a moment to come: for the newsroom alone, and nothing of it reaches anybody else."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.utils import timezone

from articles import slots
from articles.models import Article
from articles.slots import Pin
from newsroom.models import Banner, Masthead
from newsroom.press import front
from tests import make
from tests.reading import page, texts

pytestmark = pytest.mark.django_db


def at(moment):
    return f"/admin/at/{timezone.localtime(moment):%Y-%m-%dT%H:%M}/"


@pytest.fixture
def dawn():
    """Six in the morning, two days from now."""
    day = timezone.localdate() + datetime.timedelta(days=2)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(6)))


@pytest.fixture
def planned(dawn):
    """A story that readers get at dawn, in the section where they have another."""
    make.make_article(headline="Known to all", tags=[make.make_tag(slug="rain")])
    tag = Article.objects.get().tags.get()
    return make.make_article(headline="Not before dawn", published_at=dawn, tags=[tag])


@pytest.fixture
def editor(client):
    client.force_login(make.make_user("editor"))
    return client


@pytest.fixture
def remembers(monkeypatch):
    """Open every memory of this process, empty: whoever looks ahead first must not fill it for others."""
    watch = SimpleNamespace(number=lambda: 7, ahead=0.0)
    monkeypatch.setattr(front, "_is_open", True)
    monkeypatch.setattr(front, "_desk", front.Desk(watch=watch))


def headlines(response):
    assert response.status_code == 200
    return {
        text
        for text in texts(response, ".//main//a")
        if text in ("Known to all", "Not before dawn")
    }


BOTH = {"Known to all", "Not before dawn"}


def test_the_front_is_shown_as_it_will_be_at_that_minute(editor, planned, dawn):
    minute = datetime.timedelta(minutes=1)
    assert headlines(editor.get(at(dawn - minute))) == {"Known to all"}
    assert headlines(editor.get(at(dawn))) == BOTH


def test_pins_and_breaking_news_are_those_of_that_minute(editor, planned, dawn):
    known = Article.objects.get(headline="Known to all")
    until = Pin(known, dawn + datetime.timedelta(hours=1))
    slots.arrange(slots.of_language("en"), {0: until}, by=None, seen=0)
    hours = {n: dawn + datetime.timedelta(hours=n) for n in (0, 1, 2, 3)}
    Masthead.current().save()
    Banner.objects.create(words="Dawn", begins_at=hours[2], ends_at=hours[3])
    leads = [texts(editor.get(at(hours[n])), ".//main//h2")[0] for n in (0, 1)]
    assert leads == ["Known to all", "Not before dawn"]
    assert ["Dawn" in editor.get(at(moment)).text for moment in hours.values()] == [
        *(False, False, True, False)
    ]


@pytest.mark.parametrize("place", ["section", "topic", "day", "search"])
def test_lists_and_search_are_shown_as_they_will_be(editor, planned, dawn, place):
    local = timezone.localtime(dawn)
    path = {
        "section": planned.section.get_absolute_url()[1:],
        "topic": "topic/rain/",
        "day": f"{local:%Y/%m/%d}/",
        "search": "search/?q=dawn",
    }[place]
    assert "Not before dawn" in texts(editor.get(at(dawn) + path), ".//main//a")


def test_a_story_that_comes_later_can_be_read_there_and_takes_nothing(editor, planned, dawn):
    response = editor.get(at(dawn) + planned.get_absolute_url()[1:])
    assert texts(response, ".//h1") == ["Not before dawn"]
    assert "form-action 'none'" in response["Content-Security-Policy"]
    assert "Only who works here sees it." in response.text
    assert texts(response, ".//aside[@class='ribbon']//a") == ["Another moment", "Back to now"]
    assert response.text.count(f'href="{planned.get_absolute_url()}"') == 1  # back to now


def test_every_link_of_such_a_page_stays_in_its_moment(editor, planned, dawn):
    links = [a.get("href") for a in page(editor.get(at(dawn))).iterfind(".//main//a")]
    ours = [link for link in links if link.startswith("/")]
    assert ours
    assert [link for link in ours if not link.startswith(at(dawn))] == []


def test_a_redirect_stays_in_its_moment(editor, planned, dawn):
    response = editor.get(f"{at(dawn)}2001/1/{planned.slug}/")
    assert response["Location"] == at(dawn) + planned.get_absolute_url()[1:]


def test_what_is_seen_ahead_is_kept_by_nobody(editor, planned, dawn):
    response = editor.get(at(dawn))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_nothing_that_is_seen_ahead_is_remembered_for_others(editor, planned, dawn, remembers):
    paths = ["", planned.get_absolute_url()[1:], planned.section.get_absolute_url()[1:]]
    known = Article.objects.get(headline="Known to all")  # the newest stand beside it
    paths += ["topic/rain/", "search/?q=dawn", known.get_absolute_url()[1:]]
    for path in paths:
        assert "Not before dawn" in editor.get(at(dawn) + path).text
    editor.logout()
    said = "".join(editor.get(f"/{path}").text for path in paths)
    assert "Known to all" in said
    assert "Not before dawn" not in said


def test_who_looks_ahead_after_others_sees_more_than_they_did(client, planned, dawn, remembers):
    paths = ["", planned.section.get_absolute_url()[1:], "topic/rain/"]
    for path in paths:
        assert headlines(client.get(f"/{path}")) == {"Known to all"}
    client.force_login(make.make_user("editor"))
    for path in paths:
        assert headlines(client.get(at(dawn) + path)) == BOTH


@pytest.mark.parametrize("role", ["moderator", "newsletter", None])
def test_who_may_not_see_what_is_planned_sees_nothing_ahead(client, planned, dawn, role):
    client.force_login(make.make_user(*([role] if role else [])))
    for address in ("/admin/at/", at(dawn), at(dawn) + planned.get_absolute_url()[1:]):
        response = client.get(address)
        assert response.status_code == 403
        assert "Not before dawn" not in response.text


def test_a_reader_is_asked_to_log_in(client, planned, dawn):
    assert client.get(at(dawn))["Location"].startswith("/admin/login/")


def test_a_moment_that_is_over_leads_to_the_page_itself(editor, planned):
    past = timezone.now() - datetime.timedelta(minutes=1)
    section = planned.section.get_absolute_url()
    assert editor.get(at(past) + section[1:])["Location"] == section


@pytest.mark.parametrize(
    "nothing", ["soon", "2026-13-01T06:00", "9999-12-31T23:59", "2026-01-01", "٢"]
)
def test_what_is_no_moment_or_too_far_is_no_failure(editor, nothing):
    assert editor.get(f"/admin/at/{nothing}/").status_code in (200, 302, 404)


@pytest.mark.parametrize("path", ["admin/", "media/x.jpg", "nowhere/", "preview/x/", "healthz"])
def test_only_what_readers_have_is_shown_ahead(editor, dawn, path):
    assert editor.get(at(dawn) + path).status_code == 404


def test_nothing_is_written_ahead(editor, planned, dawn):
    address = at(dawn) + planned.get_absolute_url()[1:]
    assert editor.post(address).status_code == 403
    assert editor.post(f"{address}comments/", {"body": "x"}).status_code == 403


def test_a_moment_is_chosen_and_shown(editor):
    form = editor.get("/admin/at/").text
    assert 'type="datetime-local"' in form
    assert "Yerevan" in form
    response = editor.get("/admin/at/", {"at": "2031-05-04T06:00", "go": "Look"})
    assert response["Location"] == "/admin/at/2031-05-04T06:00/"


@pytest.mark.parametrize("none", ["soon", "0001-01-01T00:00"])
def test_what_is_no_moment_is_asked_for_again(editor, none):
    asked = editor.get("/admin/at/", {"at": none, "go": "Look"})
    assert "Enter a valid date/time." in asked.text


def test_the_moment_that_is_offered_is_shown_as_it_is(editor):
    offered = re.search(r'value="([^"]*T06:00)"', editor.get("/admin/at/").text)[1]
    response = editor.get("/admin/at/", {"at": offered, "go": "Look"})
    assert response["Location"] == f"/admin/at/{offered}/"
