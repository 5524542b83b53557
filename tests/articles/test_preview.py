"""Preview links: a story for those who hold one, before readers have it."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles import previews, publishing
from articles.models import Article, PreviewLink
from newsroom.models import User
from newsroom.press import tokens
from tests import make
from tests.reading import one, texts, without_strip

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def path(article, **kwargs):
    link = previews.make(article, by=make.make_user(), **kwargs)
    return previews.address(link).removeprefix("http://testserver")


@pytest.fixture
def draft():
    return make.make_article(headline="Secret", status=Article.Status.DRAFT, published_at=None)


@pytest.fixture
def rich():
    """A story that has everything around it which readers get, and others like it."""
    section, tag = make.make_section(), make.make_tag()
    usual = {"section": section, "tags": [tag]}
    for number in range(6):
        make.make_article(
            headline=f"The mill turns {number}", lead_picture=make.make_picture(), **usual
        )
    make.make_newsletter()
    return make.make_article(
        headline="The mill turns again",
        deck="Half the street came.",
        lead_picture=make.make_picture(),
        by=[make.make_contributor()],
        picks=[Article.objects.first()],
        status=Article.Status.DRAFT,
        published_at=None,
        **usual,
    )


def test_the_holder_of_the_link_reads_the_draft_and_is_told_so(client, draft):
    response = client.get(path(draft))
    assert response.status_code == 200
    assert texts(response, ".//h1") == ["Secret"]
    said = texts(response, ".//aside[@class='ribbon']/p")
    assert said[0] == "This is a preview. Readers do not see this page."
    assert said[1].startswith("The link to it works until")


@pytest.mark.parametrize("status", [Article.Status.DRAFT, Article.Status.IN_REVIEW])
def test_a_preview_is_the_page_that_readers_will_get_to_the_letter(client, rich, status):
    rich.status = status
    publishing.save(rich, by=None)
    with time_machine.travel(timezone.now(), tick=False):
        shown = without_strip(client.get(path(rich)))
    moment = re.search(r'published_time" content="([^"]+)"', shown).group(1)
    rich.make_ready(datetime.datetime.fromisoformat(moment))
    publishing.save(rich, by=None)
    public = client.get(rich.get_absolute_url())
    assert public.status_code == 200
    assert "You May Also Like" in public.text
    assert shown == public.text


def test_a_link_to_one_story_tells_of_no_other_that_is_still_to_come(client, rich):
    rich.make_ready(timezone.now() + DAY)
    publishing.save(rich, by=None)
    section, tags = rich.section, list(rich.tags.all())
    usual = {"section": section, "tags": tags, "published_at": timezone.now() + DAY / 2}
    other = make.make_article(headline="The mill is sold", **usual)
    make.make_article(headline="Մթնում", language="hy", translation_of=rich, **usual)
    make.make_banner(words="A dam broke", begins=12, ends=48)
    rich.picks.create(other=other)
    shown = without_strip(client.get(path(rich)))
    told = [
        each for each in ("The mill is sold", "Մթնում", "A dam broke", "again") if each in shown
    ]
    assert told == ["again"]
    client.force_login(make.make_user("editor"))
    at_the_desk = client.get(f"/admin/articles/article/{rich.pk}/preview/").text
    assert "The mill is sold" in at_the_desk
    assert "A dam broke" in at_the_desk


def test_a_link_shows_the_day_for_which_a_story_is_planned(client, draft):
    for days in (40, -40):
        draft.published_at = timezone.now() + days * DAY
        publishing.save(draft, by=None)
        shown = client.get(path(draft)).text
        published = re.search(r'published_time" content="([^"]+)"', shown).group(1)
        assert datetime.datetime.fromisoformat(published) == draft.published_at


def test_no_cache_keeps_a_preview_and_no_search_engine_lists_it(client, draft):
    response = client.get(path(draft))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response.headers


def test_nothing_can_be_sent_from_a_preview(client, rich):
    response = client.get(path(rich))
    assert "form-action 'none'" in response["Content-Security-Policy"]
    assert client.get(rich.get_absolute_url()).status_code == 404
    create = f"{rich.get_absolute_url()}comments/"
    assert client.post(create, {"name": "A", "body": "B"}).status_code == 404


def test_a_link_ends_after_a_week_or_when_it_was_made_to(client, draft):
    week, day = path(draft), path(draft, lifetime=DAY)
    assert [client.get(each).status_code for each in (week, day)] == [200, 200]
    PreviewLink.objects.update(ends_at=timezone.now() + 2 * DAY)
    assert previews.LIFETIME == 7 * DAY
    PreviewLink.objects.filter(pk=PreviewLink.objects.last().pk).update(
        ends_at=timezone.now() - datetime.timedelta(seconds=1)
    )
    assert sorted(client.get(each).status_code for each in (week, day)) == [200, 404]


def test_a_link_lasts_three_months_at_most(draft):
    link = previews.make(draft, make.make_user(), lifetime=4000 * DAY)
    assert link.ends_at - link.made_at == previews.LONGEST


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file has no clock but ours")
def test_a_link_ends_by_the_clock_of_the_database(client, draft):
    address = path(draft)
    with time_machine.travel(timezone.now() + 8 * DAY):
        assert client.get(address).status_code == 200


def test_a_link_that_was_taken_back_shows_nothing(client, draft):
    kept, revoked = path(draft), path(draft)
    previews.revoke(PreviewLink.objects.first())
    assert sorted(client.get(each).status_code for each in (kept, revoked)) == [200, 404]


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, None])
def test_a_link_of_a_colleague_who_is_gone_shows_nothing(client, draft, change):
    kept, gone = path(draft), path(draft)
    leaver = PreviewLink.objects.first().made_by
    revoked = previews.make(draft, make.make_user())
    previews.revoke(revoked)
    if change:
        User.objects.filter(pk=leaver.pk).update(**change)
    else:
        leaver.delete()
    answers = [client.get(each) for each in (kept, gone, previews.address(revoked))]
    assert sorted(answer.status_code for answer in answers) == [200, 404, 404]
    first, second = (without_strip(each) for each in answers if each.status_code == 404)
    assert first == second


def test_a_link_that_we_did_not_make_shows_nothing(client, draft):
    link = previews.make(draft, make.make_user())
    other, old = tokens.sign("something else", link.pk), tokens.sign("preview", draft.pk)
    ours = previews.address(link).split("/")[-2]
    for token in (
        "x",
        other,
        old,
        ours[:-1] + "x",
        ours + "x",
        tokens.sign(previews.PURPOSE, 9**9),
    ):
        assert client.get(f"/preview/{token}/").status_code == 404


def test_a_preview_of_a_story_that_is_gone_is_not_found(client, draft):
    address = path(draft)
    draft.delete()
    assert client.get(address).status_code == 404


def test_a_link_leads_to_the_story_once_readers_have_it(client, draft):
    address = path(draft)
    draft.make_ready()
    publishing.save(draft, by=None)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, draft.get_absolute_url())
    assert response["Cache-Control"] == "private, no-store"


def test_a_withdrawn_story_is_gone_for_the_holder_of_a_link_too(client, draft):
    address = path(draft)
    draft.body = "<p>The wrong man.</p>"
    draft.withdraw("It named the wrong man.")
    publishing.save(draft, by=None)
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (410, "private, no-store")
    assert texts(response, ".//h1") == ["This article was removed"]
    assert "Secret" not in response.text


def test_an_armenian_draft_is_previewed_in_armenian(client):
    draft = make.make_article(language="hyw", status=Article.Status.DRAFT)
    response = client.get(path(draft))
    assert one(response, ".[@lang]").get("lang") == "hyw"
    assert "Յղումը կը գործէ մինչեւ" in response.text


def test_when_a_link_was_opened_is_remembered_to_the_minute(client, draft):
    address = path(draft)
    [link] = PreviewLink.objects.all()
    assert list(link.openings.all()) == []
    client.get(address)
    client.get(address)
    opened = [opening.opened_at for opening in link.openings.all()]
    assert 1 <= len(opened) <= 2  # the minute may have turned
    assert {moment.second for moment in opened} == {0}
    assert abs(opened[0] - timezone.now()) < 2 * datetime.timedelta(minutes=1)


def test_of_many_openings_the_newest_fifty_are_remembered(draft):
    link = previews.make(draft, make.make_user())
    long_ago = timezone.now().replace(second=0, microsecond=0) - DAY
    for number in range(60):
        at = long_ago + datetime.timedelta(minutes=number)
        link.openings.create(opened_at=at)
    previews.note_opening(link)
    openings = [opening.opened_at for opening in link.openings.all()]
    assert len(openings) == 50
    assert openings[-1] == long_ago + datetime.timedelta(minutes=11)


@pytest.mark.parametrize(
    ("method", "headers"), [("HEAD", {}), ("GET", {"sec-purpose": "prefetch;prerender"})]
)
def test_what_nobody_reads_is_no_opening(client, draft, method, headers):
    assert client.generic(method, path(draft), headers=headers).status_code == 200
    assert not PreviewLink.objects.get().openings.exists()
