"""A reader takes everything away, or has it erased."""

import json
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from newsletter import erasing, links, mails, signing_up
from newsletter.addresses import canonical
from newsletter.models import Delivery, Farewell, NewAddress, Subscriber, Subscription
from newsroom.press import mail
from newsroom.press.models import Hit, Letter
from tests.make import make_issue, make_newsletter, make_subscriber, make_user

pytestmark = pytest.mark.django_db

name_mailboxes = import_module("newsletter.migrations.0014_letters_to_a_mailbox").name_mailboxes


def path(link):
    return link.removeprefix("http://testserver")


@pytest.fixture
def morning():
    return make_newsletter(name="Morning")


@pytest.fixture
def reader(morning):
    return make_subscriber("Ani@Example.com", morning)


@pytest.fixture
def own(reader):
    return path(links.own(reader))


def ask(email, morning):
    signing_up.ask(email, [morning], page="/", language="en")


def everything_in_the_database():
    models = [Subscriber, Subscription, Delivery, NewAddress, Letter, Farewell]
    return str([list(model.objects.values()) for model in models]).lower()


def test_everything_that_we_hold_is_taken_away_as_json(client, reader, morning, own):
    issue = make_issue(morning, subject="Monday")
    issue.deliveries.create(subscriber=reader, language="en", answer="250 ok")
    NewAddress.objects.create(subscriber=reader, email="new@example.org")
    ask("ani+x@example.com", morning)
    answer = client.get(f"{own}data/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="newsletters.json"'
    held = json.loads(answer.content)
    assert (held["address"], held["mailbox"]) == ("Ani@Example.com", "ani@example.com")
    assert held["new_address_that_waits"]["address"] == "new@example.org"
    (row,) = held["newsletters"]
    assert row["asked_with_these_words"] == "Sign Up for Our Newsletters"
    assert (row["asked_on_this_page"], row["status"]) == ("/about/", "confirmed")
    assert [each["issue"] for each in held["issues"]] == ["Monday"]
    assert [each["template"] for each in held["letters"]] == ["newsletter_preferences"]


def test_all_columns_about_a_reader_are_in_it(client, reader, own):
    """Whoever adds a column has to say whether its reader may see it."""
    told = {
        "email": "address",
        "canonical": "mailbox",
        "soft_bounces": "letters_that_came_back_in_a_row",
        "paused_until": "wants_no_issue_before",
        "moved_at": "came_from_another_mailbox",
        "created_at": "first_asked",
        "confirmation_posted_at": "last_question",
        "preferences_posted_at": "last_link",
    }
    held = json.loads(client.get(f"{own}data/").content)
    columns = {field.name for field in Subscriber._meta.concrete_fields} - {"id"}
    assert {told.get(name, name) for name in columns} <= held.keys()


def test_erasing_asks_first(client, own):
    assert "<h1>Erase everything?</h1>" in client.get(f"{own}erase/").content.decode()
    assert client.head(f"{own}erase/").status_code == 200
    assert Subscriber.objects.count() == 1


def test_erasing_leaves_no_address_anywhere(client, reader, morning, own):
    issue = make_issue(morning)
    issue.deliveries.create(subscriber=reader, language="en", answer="550 no ani@example.com")
    NewAddress.objects.create(subscriber=reader, email="ani@example.org")
    for spelling in ("ani@example.com", "ANI+x@example.com"):
        mails.moved(spelling, "en")
    answer = client.post(f"{own}erase/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/newsletter/erased/")
    assert "ani" not in everything_in_the_database()
    assert list(issue.deliveries.values_list("status", "subscriber")) == [("dropped", None)]
    assert client.get("/newsletter/erased/").status_code == 200


def test_letters_of_others_and_other_letters_to_the_mailbox_stay(client, own):
    mails.moved("bo@example.com", "en")
    mail.post("comment_link", "ani@example.com", {})
    client.post(f"{own}erase/")
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "ani@example.com",
        "bo@example.com",
    ]


def test_letters_are_found_without_reading_those_of_others():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # of a few rows it reads all
        plan = mails.to_mailbox("ani@example.com").explain()
    assert "letters_to_a_mailbox" in plan


def test_letters_from_before_they_were_found_by_their_mailbox_are_found():
    old = Letter.objects.create(template="newsletter_confirm", to="ANI+x@example.com")
    Letter.objects.create(template="comment_link", to="ani@example.com")
    name_mailboxes(apps, None)
    assert list(mails.to_mailbox("ani@example.com")) == [old]


@pytest.mark.parametrize("is_old", [True, False])
def test_letters_to_an_address_that_is_too_long_in_ascii_are_found(is_old):
    address = f"ani@{'.'.join(['ձմեռային' * 3] * 8)}.am"
    assert len(address) < 254 < len(canonical(address)) < 320
    reader = make_subscriber(address)
    if is_old:
        Letter.objects.create(template="newsletter_confirm", to=address)
        name_mailboxes(apps, None)
    else:
        mails.preferences(reader)
    assert mails.to_mailbox(reader.canonical).count() == 1
    erasing.erase(reader)
    assert (Subscriber.objects.count(), Letter.objects.count()) == (0, 0)


def test_letters_to_a_mailbox_that_was_asked_whether_it_takes_over_go(client, own):
    for email in ("first@example.org", "second@example.org"):
        client.post(f"{own}address/", {"email": email})
    assert list(Letter.objects.values_list("to", flat=True)) == ["second@example.org"]
    client.post(f"{own}erase/")
    assert (Letter.objects.count(), NewAddress.objects.count()) == (0, 0)


def test_letters_to_the_mailbox_of_before_go_and_what_came_there_later_stays(
    client, reader, own, post
):
    mails.preferences(reader)
    client.post(f"{own}address/", {"email": "new@example.org"})
    client.post(post.link("address"))
    reader.refresh_from_db()
    mails.moved("ani@example.com", "en")  # to somebody who has that mailbox by now
    letters = Letter.objects.order_by("pk").values_list("template", "to")
    assert list(letters) == [
        ("newsletter_preferences", "Ani@Example.com"),
        ("newsletter_new_address", "new@example.org"),
        ("newsletter_moved", "Ani@Example.com"),
        ("newsletter_moved", "ani@example.com"),
    ]
    answer = client.post(path(links.own(reader)) + "erase/")
    assert (answer.status_code, answer["Location"]) == (303, "/newsletter/erased/")
    assert list(letters.all()) == [("newsletter_moved", "ani@example.com")]


def test_what_was_counted_of_the_address_goes(client, morning, reader, own):
    client.post("/newsletter/signup/", {"email": "a.ni@example.com"})
    before = Hit.objects.filter(action="signup for").count()
    client.post(f"{own}erase/")
    assert (before, Hit.objects.filter(action="signup for").count()) == (1, 0)


def test_after_erasing_the_links_lead_nowhere(client, own):
    client.post(f"{own}erase/")
    assert client.get(own).status_code == 404
    assert client.post(f"{own}erase/").status_code == 404
    assert client.get(f"{own}data/").status_code == 404


def test_who_was_erased_may_sign_up_again(client, morning, own, post):
    client.post(f"{own}erase/")
    ask("ani@example.com", morning)
    client.post(post.link("confirm"))
    assert [row.status for row in Subscription.objects.all()] == ["confirmed"]
    assert Farewell.objects.count() == 0


def test_an_erased_mailbox_is_known_by_any_spelling_and_after_a_new_key(client, own, settings):
    client.post(f"{own}erase/")
    assert Farewell.objects.of("ANI+news@example.com").exists()
    assert not Farewell.objects.of("a.ni@example.com").exists()
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert Farewell.objects.of("ani@example.com").exists()


def test_who_wanted_silence_is_not_written_to_after_erasing_either(client, reader, morning, post):
    Subscriber.objects.update(state="suppressed")
    client.post(path(links.own(reader)) + "erase/")
    before = everything_in_the_database()
    answer = client.post("/newsletter/signup/", {"email": "ani@example.com"})
    assert "If ani@example.com can receive our mail, a link is on its way." in str(answer.content)
    assert (post.fetch(), everything_in_the_database()) == ([], before)


def test_a_mailbox_that_bounced_may_come_back_after_erasing(client, reader, morning, post):
    Subscriber.objects.update(state="bounced")
    client.post(path(links.own(reader)) + "erase/")
    ask("ani@example.com", morning)
    assert len(post.fetch()) == 1


def test_silence_outlives_a_second_erasure():
    Farewell.note("ani@example.com", silent=True)
    Farewell.note("Ani@example.com", silent=False)
    assert list(Farewell.objects.values_list("is_silent", flat=True)) == [True]


@pytest.mark.parametrize("page", ["data", "erase"])
def test_a_link_from_an_issue_opens_neither(client, reader, page):
    limited = path(links.preferences(reader))
    for answer in (client.get(f"{limited}{page}/"), client.post(f"{limited}{page}/")):
        assert (answer.status_code, answer.headers["Location"]) == (303, limited)
    assert Subscriber.objects.count() == 1


def test_after_a_day_the_link_chooses_and_no_more(clock, client, morning, post):
    own = path(links.own(make_subscriber("bo@example.com", morning)))
    clock.shift(86400 + 1)
    page = client.get(own).content.decode()
    assert (f"{own}erase/" in page, f'action="{own}renew/"' in page) == (False, True)
    client.post(f"{own}erase/")
    assert Subscriber.objects.count() == 1
    client.post(f"{own}renew/")
    fresh = post.link("preferences")
    assert f"{fresh}erase/" in client.get(fresh).content.decode()


def test_the_last_page_speaks_the_reader_s_language(client, reader, own):
    Subscriber.objects.update(language="hy")
    location = client.post(f"{own}erase/").headers["Location"]
    assert location == "/newsletter/erased/?language=hy"
    assert '<html lang="hy"' in client.get(location).content.decode()


def test_erasing_at_the_desk_leaves_as_little(client, reader, morning):
    client.force_login(make_user(is_superuser=True))
    mails.moved("ani@example.com", "en")
    client.post(f"/admin/newsletter/subscriber/{reader.pk}/delete/", {"post": "yes"})
    other = make_subscriber("ani@example.org", morning)
    client.post(
        "/admin/newsletter/subscriber/",
        {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"},
    )
    assert "ani" not in everything_in_the_database()
    assert Farewell.objects.count() == 2


def test_an_operator_ends_the_silence_of_an_erased_mailbox(morning, post):
    Farewell.note("ani@example.com", silent=True)
    call_command("end_silence", "ANI+x@example.com", stdout=StringIO())
    ask("ani@example.com", morning)
    assert len(post.fetch()) == 1
    with pytest.raises(CommandError, match="No erased address"):
        call_command("end_silence", "ani@example.com")
