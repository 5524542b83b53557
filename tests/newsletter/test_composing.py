"""Writing an issue at the desk: its stories, its words, two people at once, a look at it and a test of it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from newsletter import issues
from newsletter.models import Issue
from tests.harness.mail_server import Server, serving
from tests.harness.ports import free_port
from tests.make import make_article, make_issue, make_newsletter, make_subscriber, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/newsletter/issue/add/"


@pytest.fixture
def ani(client):
    user = make_user("editor", username="ani", email="ani@example.org")
    client.force_login(user)
    return user


def page_of(issue, room="change"):
    return f"/admin/newsletter/issue/{issue.pk}/{room}/"


def typed(*stories, **fields):
    keys = [story.pk for story in stories]
    return {"subject": "Morning", "seen": 0, "stories": keys} | fields


def chosen(response):
    return response.context["composition"].stories


def test_an_issue_of_the_only_list_begins_with_its_newest_stories(client, ani):
    make_newsletter()
    older = make_article(published_at=timezone.now() - timedelta(hours=3))
    newer = make_article(published_at=timezone.now() - timedelta(hours=2))
    assert chosen(client.get(ADD)) == [newer, older]
    assert not Issue.objects.exists()


def test_where_there_are_several_lists_one_is_asked_for(client, ani):
    first, second = make_newsletter(name="Morning"), make_newsletter(name="Week")
    page = client.get(ADD).content.decode()
    assert [f"?newsletter={each.pk}" in page for each in (first, second)] == [True, True]
    assert client.get(f"{ADD}?newsletter={second.pk}").context["issue"].newsletter == second
    assert client.get(f"{ADD}?newsletter=999").status_code == 404
    assert client.get(f"{ADD}?newsletter=x").status_code == 404


def test_an_issue_is_saved_with_its_words_and_its_stories_in_their_order(client, ani):
    make_newsletter()
    first, second = make_article(), make_article()
    response = client.post(ADD, typed(second, first, preview_text="Rain", note="Good morning."))
    issue = Issue.objects.get()
    assert response["Location"] == page_of(issue)
    assert (issue.subject, issue.preview_text, issue.note, issue.created_by) == (
        *("Morning", "Rain", "Good morning."),
        ani,
    )
    assert [place.article for place in issue.places.all()] == [second, first]


def test_the_history_of_an_issue_names_what_was_changed(client, ani):
    issue, story = make_issue(subject="Rain"), make_article()
    client.post(page_of(issue), typed(story, subject="Sun", seen=issue.version))
    assert LogEntry.objects.get().get_change_message() == "Changed Subject."


def test_without_a_script_stories_are_moved_taken_out_and_put_in_and_nothing_is_lost(client, ani):
    make_newsletter()
    first, second, third = (make_article() for _ in range(3))
    moved = client.post(ADD, typed(first, second, _move="1:-1", note="Half a word"))
    assert chosen(moved) == [second, first]
    assert moved.context["form"]["note"].value() == "Half a word"
    assert chosen(client.post(ADD, typed(first, second, _drop=first.pk))) == [second]
    assert chosen(client.post(ADD, typed(first, _add=third.pk))) == [first, third]
    assert chosen(client.post(ADD, typed(first, _add=first.pk))) == [first]
    assert chosen(client.post(ADD, typed(first, second, _move="0:-1"))) == [first, second]
    assert chosen(client.post(ADD, typed(first, second, _move="9:1"))) == [first, second]
    assert not Issue.objects.exists()


def test_a_subject_that_was_not_typed_yet_is_no_mistake_before_the_save(client, ani):
    make_newsletter()
    assert "errorlist" not in client.post(ADD, typed(subject="", _search="1")).content.decode()
    page = client.post(ADD, typed(subject=""))
    assert list(page.context["form"].errors) == ["subject"]
    assert not Issue.objects.exists()


def test_stories_are_found_by_words_in_the_language_of_the_list(client, ani):
    letter = make_newsletter()
    choir = make_article(headline="A choir comes home")
    make_article(headline="Rain")
    make_article(headline="A choir far away", language="fr")
    found = client.post(ADD, typed(_search="1", q="choir")).context["found"]
    assert list(found) == [choir]
    page = client.get(f"/admin/newsletter/issue/stories/?newsletter={letter.pk}&q=choir")
    assert (choir.headline in page.content.decode(), "Rain" in page.content.decode()) == (
        True,
        False,
    )


def test_enter_in_the_field_for_words_searches_and_elsewhere_saves(client, ani):
    make_newsletter()
    assert client.post(ADD, typed(_enter="1", q="choir")).status_code == 200
    assert client.post(ADD, typed(_enter="1", q="")).status_code == 302


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 40, "１"])
def test_what_names_no_story_is_none(client, ani, nonsense):
    make_newsletter()
    client.post(ADD, typed() | {"stories": [nonsense]})
    assert Issue.objects.get().places.count() == 0


def test_the_second_of_two_who_save_is_told_what_the_first_wrote_and_loses_nothing(client, ani):
    issue = issues.save(Issue(newsletter=make_newsletter(), subject="Ours"), [])
    lia = make_user("newsletter", username="lia")
    hers = Issue.objects.get()
    hers.subject = "What Lia wrote"
    issues.save(hers, [make_article(headline="A story of hers")], by=lia, seen=1)
    page = client.post(page_of(issue), typed(subject="Mine", note="My note", seen=1))
    said = page.content.decode()
    assert [words in said for words in ("lia", "What Lia wrote", "A story of hers")] == [True] * 3
    assert [page.context["form"][name].value() for name in ("subject", "note")] == [
        *("Mine", "My note")
    ]
    assert Issue.objects.get().subject == "What Lia wrote"
    client.post(page_of(issue), typed(subject="Mine", seen=page.context["seen"]))
    assert Issue.objects.get().subject == "Mine"


def test_who_saves_what_goes_out_meanwhile_keeps_the_words_and_is_told(client, ani):
    issue = issues.save(Issue(newsletter=make_newsletter(), subject="Ours"), [])
    issues.schedule(issue, timezone.now() + timedelta(hours=1), by=None)
    page = client.post(page_of(issue), typed(subject="Mine", seen=1))
    assert (page.status_code, page.context["form"]["subject"].value()) == (200, "Mine")
    assert "no draft any more" in page.content.decode()
    assert Issue.objects.get().subject == "Ours"


def test_who_saves_what_was_deleted_meanwhile_has_it_as_a_new_one(client, ani):
    issue = issues.save(Issue(newsletter=make_newsletter(), subject="Ours"), [])
    Issue.objects.all().delete()
    client.post(page_of(issue), typed(subject="Mine", newsletter=issue.newsletter_id, seen=1))
    assert Issue.objects.get().subject == "Mine"


def test_for_whom_an_issue_is_is_asked_only_where_a_list_comes_daily_and_weekly(client, ani):
    letter = make_newsletter()
    assert "goes_to" not in client.get(ADD).context["form"].fields
    for cadence in ("daily", "weekly"):
        letter.rules.create(cadence=cadence, at="07:00")
    assert "goes_to" in client.get(ADD).context["form"].fields
    client.post(ADD, typed(goes_to="weekly"))
    assert Issue.objects.get().goes_to == "weekly"


def test_an_issue_is_looked_at_as_a_letter_in_two_widths_and_as_plain_text(client, ani):
    issue = make_issue(None, make_article(headline="A choir comes home"), subject="Morning")
    page = client.get(page_of(issue, "preview"))
    assert "A choir comes home" in page.context["printed"].text
    assert page.content.decode().count(f'src="{page_of(issue, "letter")}?in=en"') == 2
    letter = client.get(page_of(issue, "letter"))
    assert "A choir comes home" in letter.content.decode()
    assert letter["X-Frame-Options"] == "SAMEORIGIN"
    policy = letter["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "script" in policy, "sandbox" in policy) == (
        *(True, False, True),
    )
    assert "reader.invalid" not in f"{page.content}{letter.content}"


def test_save_and_preview_leads_to_the_preview(client, ani):
    make_newsletter()
    response = client.post(ADD, typed(_preview="1"))
    assert response["Location"] == page_of(Issue.objects.get(), "preview")


def test_a_test_goes_to_ones_own_address_and_says_so(client, ani, mailoutbox):
    make_subscriber("reader@example.com", letter := make_newsletter(name="Daily"))
    story = make_article(headline="A choir comes home")
    page = client.post(f"{ADD}?newsletter={letter.pk}", typed(story, _test="1"), follow=True)
    (message,) = mailoutbox
    assert (message.to, "Morning" in message.subject) == (["ani@example.org"], True)
    assert "A choir comes home" in message.body
    assert "reader.invalid" not in str(message.message())
    assert "A test went to ani@example.org." in page.content.decode()
    assert Issue.objects.get().status == Issue.Status.DRAFT


def test_a_test_comes_over_the_line_as_readers_get_it_and_twice_is_two_letters(
    client, ani, settings
):
    issue = make_issue(None, make_article(headline="A choir comes home"), subject="Morning")
    with serving(settings, Server()) as server:
        for _ in range(2):
            client.post(page_of(issue), typed(_test="1", seen=Issue.objects.get().version))
    first, second = server.accepted
    assert (first["To"], first["Subject"]) == ("ani@example.org", "Test: Morning")
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["Message-ID"] != second["Message-ID"]
    leave = first["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert client.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_test_that_the_mail_server_refuses_is_told_of_in_its_words(client, ani, settings):
    issue = make_issue(None, make_article())
    with serving(settings, Server(rcpt="550 5.7.1 Not from you")):
        page = client.post(page_of(issue), typed(_test="1"), follow=True)
    assert "550 5.7.1 Not from you" in page.content.decode()
    settings.EMAIL_PORT = free_port()
    page = client.post(page_of(issue), typed(_test="1", seen=1), follow=True)
    assert "The test was not sent." in page.content.decode()


def test_without_an_address_no_test_goes_out_and_the_desk_says_why(client, mailoutbox):
    client.force_login(make_user("editor", email=""))
    make_newsletter()
    page = client.post(ADD, typed(_test="1"), follow=True)
    said = "has no email address, so no test was sent. An administrator enters one under Users."
    assert (mailoutbox, said in page.content.decode()) == ([], True)
    assert Issue.objects.get().subject == "Morning"


def test_a_draft_is_deleted_and_what_was_sent_is_not(client, ani):
    draft = make_issue()
    sent = make_issue(status="sent", started_at=timezone.now(), ended_at=timezone.now())
    client.post(page_of(draft, "delete"), {"post": "yes"})
    assert client.post(page_of(sent, "delete"), {"post": "yes"}).status_code == 403
    assert list(Issue.objects.all()) == [sent]
