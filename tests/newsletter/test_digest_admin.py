"""Digests on the page of their list, as those set them who look after the newsletters."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletter.models import DigestRule, DigestRun
from tests.articles.deskforms import opened
from tests.make import make_article, make_issue, make_newsletter, make_rule, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    """Someone who looks after the newsletters, at work in English."""
    client.force_login(make_user("newsletter", desk_language="en"))
    return client


@pytest.fixture
def letter():
    return make_newsletter(name="Morning")


def address(letter):
    return f"/admin/newsletter/newsletter/{letter.pk}/change/"


def filled(letter, rule=None, **answers):
    """Return the form of a list with one digest as an editor fills it in."""
    usual = {
        "is_on": "on",
        "cadence": "daily",
        "weekdays": ["0", "1", "2", "3", "4"],
        "at": "07:00",
        "time_zone": "Europe/Paris",
        "order": "best",
        "at_most": 12,
        "fewest": 3,
        "asks_first": "True",
        "late_hours": 4,
    }
    digest = {name: value for name, value in (usual | answers).items() if value is not None}
    fields = ("name", "slug", "description", "frequency", "language", "position")
    return {
        **{name: getattr(letter, name) for name in fields},
        "is_public": "on",
        "rules-TOTAL_FORMS": 1,
        "rules-INITIAL_FORMS": 1 if rule else 0,
        "rules-0-id": rule.pk if rule else "",
        "rules-0-newsletter": letter.pk,
        **{f"rules-0-{name}": value for name, value in digest.items()},
    }


def forms(page):
    return page.context["inline_admin_formsets"][0].formset.forms


def text(response):
    return " ".join(response.content.decode().split())


def test_an_editor_says_when_of_what_and_whether_to_ask(keeper, letter):
    world = make_section(name="World")
    answers = {"sections": [world.pk], "asks_first": "False", "weekdays": ["6", "0"]}
    assert (
        keeper.post(
            address(letter), opened(keeper, address(letter)) | filled(letter, **answers)
        ).status_code
        == 302
    )
    rule = DigestRule.objects.get()
    assert (rule.weekdays, rule.at, rule.time_zone) == ("06", datetime.time(7), "Europe/Paris")
    assert (list(rule.sections.all()), rule.asks_first, rule.is_on) == ([world], False, True)
    assert timezone.now() - rule.counts_from < datetime.timedelta(minutes=1)
    assert rule.brings_from < rule.counts_from


def test_a_page_that_is_saved_without_a_digest_makes_none(keeper, letter):
    (form,) = forms(keeper.get(address(letter)))
    empty = {
        f"rules-0-{name}": value
        for name in form.fields
        if (value := form[name].value()) not in (None, False)
    }
    data = {k: v for k, v in filled(letter).items() if not k.startswith("rules-0")} | empty
    assert (empty["rules-0-weekdays"], empty["rules-0-time_zone"]) == (
        list("01234"),
        "Asia/Yerevan",
    )
    assert keeper.post(address(letter), opened(keeper, address(letter)) | data).status_code == 302
    assert DigestRule.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"weekdays": []}, "Choose at least one day."),
        ({"at": "sieben"}, "Write a time such as 07:00."),
        ({"time_zone": "Ani"}, "There is no time zone “Ani”, or more than one."),
        ({"at_most": 0}, "greater than or equal to 1"),
        ({"at_most": 51}, "less than or equal to 50"),
        ({"late_hours": 24}, "less than or equal to 23"),
        ({"fewest": 20}, "There are never as many: it brings 12 at most."),
        ({"sections": [999]}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(keeper, letter, answers, said):
    response = keeper.post(
        address(letter), opened(keeper, address(letter)) | filled(letter, **answers)
    )
    assert (response.status_code, said in text(response)) == (200, True)
    assert DigestRule.objects.count() == 0


def test_a_second_one_for_the_same_readers_is_refused(keeper, letter):
    rule = make_rule(letter)
    data = filled(letter, rule)
    second = {name.replace("rules-0", "rules-1"): value for name, value in data.items()}
    data |= second | {"rules-1-id": "", "rules-TOTAL_FORMS": 2}
    response = keeper.post(address(letter), opened(keeper, address(letter)) | data)
    assert "There is one digest at most for daily readers" in text(response)
    assert DigestRule.objects.count() == 1


def test_the_empty_one_is_for_those_who_have_none_yet(keeper, letter):
    make_rule(letter)
    _daily, empty = forms(keeper.get(address(letter)))
    assert empty["cadence"].value() == "weekly"
    make_rule(letter, cadence="weekly")
    assert len(forms(keeper.get(address(letter)))) == 2


@pytest.mark.parametrize(
    ("typed", "zone"), [("paris", "Europe/Paris"), ("New York", "America/New_York")]
)
def test_a_city_names_its_time_zone(keeper, letter, typed, zone):
    keeper.post(address(letter), opened(keeper, address(letter)) | filled(letter, time_zone=typed))
    assert DigestRule.objects.get().time_zone == zone


def test_only_sections_in_the_language_of_the_list_are_offered_with_those_around_them(
    keeper, letter
):
    world = make_section(name="World")
    make_section(name="Diaspora", parent=world)
    make_section(name="Աշխարհ", language="hy")
    page = text(keeper.get(address(letter)))
    assert "World › Diaspora" in page
    assert "Աշխարհ" not in page


@pytest.mark.parametrize(
    ("before", "answers", "counts_anew", "brings_anew"),
    [
        ({}, {"fewest": 2}, False, False),
        ({}, {"at": "08:00"}, True, False),
        ({}, {"weekdays": ["0"]}, True, False),
        ({}, {"time_zone": "UTC"}, True, False),
        ({"is_on": False}, {}, True, True),
        ({}, {"is_on": None}, False, False),
    ],
)
def test_what_a_change_means_for_the_time_before_it(
    keeper, letter, before, answers, counts_anew, brings_anew
):
    rule = make_rule(letter, weekdays="01234", **before)
    old = rule.counts_from, rule.brings_from
    keeper.post(address(letter), opened(keeper, address(letter)) | filled(letter, rule, **answers))
    rule.refresh_from_db()
    assert rule.is_on == ("is_on" not in answers)
    assert (rule.counts_from != old[0], rule.brings_from != old[1]) == (counts_anew, brings_anew)


def test_the_page_says_when_it_goes_out_next_and_what_it_would_bring(keeper, letter, monkeypatch):
    rule = make_rule(letter, at_most=2, since=str(timezone.now() - datetime.timedelta(days=1)))
    for number in range(3):
        make_article(headline=f"Number {number}")
    page = text(keeper.get(address(letter)))
    due = rule.next_due(timezone.now()).astimezone(rule.zone)
    assert f"{due:%A} {due.day} {due:%B}, 07:00 (Europe/Paris)" in page
    assert "It would send 2 stories:<ol><li>Number 2</li><li>Number 1</li></ol>" in page
    DigestRule.objects.update(fewest=4, at_most=5)
    page = text(keeper.get(address(letter)))
    assert "Nothing: there are 3 stories, and it is skipped with fewer than 4." in page
    DigestRule.objects.update(is_on=False)
    assert "It is off." in text(keeper.get(address(letter)))


def test_the_page_says_what_came_of_the_last_times(keeper, letter):
    rule = make_rule(letter)
    issue = make_issue(letter, subject="Morning: Bridge opens")
    moments = [datetime.datetime(2025, 6, day, 5, tzinfo=datetime.UTC) for day in (2, 3, 4)]
    outcomes = [{"issue": issue}, {"skipped": "few"}, {}]
    for due, outcome in zip(moments, outcomes, strict=True):
        DigestRun.objects.create(rule=rule, due_at=due, ran_at=due, **outcome)
    page = text(keeper.get(address(letter)))
    link = f'<a href="/admin/newsletter/issue/{issue.pk}/change/">Morning: Bridge opens</a> (draft)'
    assert f"<li>Monday 2 June, 07:00: {link}</li>" in page
    assert "<li>Tuesday 3 June, 07:00: skipped, for there was too little</li>" in page
    assert "<li>Wednesday 4 June, 07:00: its issue was deleted</li>" in page


def test_the_page_costs_the_same_for_one_story_and_for_three(keeper, letter):
    make_rule(letter, since=str(timezone.now() - datetime.timedelta(days=1)))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_article(section=make_section())
        with CaptureQueriesContext(connection) as queries:
            keeper.get(address(letter))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_may_only_see_issues_reads_the_digests_and_changes_none(client, letter):
    make_rule(letter)
    client.force_login(make_user("editor", desk_language="en"))
    page = text(client.get(address(letter)))
    assert "(Europe/Paris)" in page
    assert 'name="rules-0-at"' not in page
    assert client.post(address(letter), filled(letter, DigestRule.objects.get())).status_code == 403


def test_who_may_manage_digests_alone_changes_nothing_else_of_the_list(client, letter):
    rule, user = make_rule(letter), make_user()
    codenames = ["view_newsletter", "change_digestrule"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    assert client.get(address(letter)).status_code == 200
    data = filled(letter, rule, fewest=2) | {"name": "Taken over", "slug": "taken-over"}
    assert client.post(address(letter), opened(client, address(letter)) | data).status_code == 302
    letter.refresh_from_db()
    rule.refresh_from_db()
    assert (letter.name, rule.fewest) == ("Morning", 2)


def test_a_digest_is_deleted_on_the_page_of_its_list(keeper, letter):
    rule = make_rule(letter)
    keeper.post(
        address(letter),
        opened(keeper, address(letter)) | filled(letter, rule) | {"rules-0-DELETE": "on"},
    )
    assert DigestRule.objects.count() == 0
