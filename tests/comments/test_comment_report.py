"""A reader reports a comment to the editors."""

import datetime
import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from comments import reporting
from comments.models import Comment, Report
from newsroom.press import clock
from tests.make import make_article, make_comment, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db

OURS = {"Sec-Fetch-Site": "same-origin"}
HIDDEN = [status for status in Comment.Status if status != Comment.Status.VISIBLE]


@pytest.fixture
def send(client):
    def send(pk, headers=OURS, source="203.0.113.7", **fields):
        address = f"/comment/{pk}/report/send/"
        fields = {"reason": "abuse", "words": ""} | fields
        return client.post(address, fields, headers=headers, REMOTE_ADDR=source)

    return send


def test_every_comment_leads_to_the_form_in_one_click_also_when_the_story_is_closed(client):
    article = make_article(comments_open=False)
    comments = [make_comment(article), make_comment(article)]
    story = client.get(article.get_absolute_url()).text
    assert re.findall(r'href="(/comment/\d+/report/)" rel="nofollow"', story) == [
        f"/comment/{comment.pk}/report/" for comment in comments
    ]


def test_the_form_shows_the_comment_and_the_reasons_and_needs_no_cookie(client):
    comment = make_comment(name="Beth", body="What I said")
    answer = client.get(f"/comment/{comment.pk}/report/")
    told = (answer.status_code, dict(answer.cookies), answer["Cache-Control"].split(",")[0])
    assert told == (200, {}, "public")
    assert "What I said" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert f'action="/comment/{comment.pk}/report/send/#report"' in answer.text
    reasons = re.findall(r'type="radio" name="reason" value="(\w+)"', answer.text)
    assert reasons == Report.Reason.values
    assert "maxlength" not in answer.text.partition('id="report"')[2].partition("</form>")[0]


def test_a_report_is_kept_for_the_editors_and_the_reader_is_thanked(client, send):
    comment = make_comment()
    answer = send(comment.pk, words="He names my street.")
    kept = Report.objects.get()
    assert (answer.status_code, answer["Cache-Control"]) == (303, "private, no-store")
    assert (kept.comment, kept.reason, kept.words) == (comment, "abuse", "He names my street.")
    thanks = client.get(answer["Location"])
    assert "Thank you. An editor will look at this comment." in thanks.text
    assert f'href="/comment/{comment.pk}/"' in thanks.text


def test_one_source_reports_a_comment_once_and_is_answered_alike(send):
    one, other = make_comment(), make_comment()
    answers = [send(one.pk), send(one.pk, reason="spam"), send(one.pk, source="203.0.113.8")]
    send(other.pk)
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (303, f"/comment/{one.pk}/reported/")
    }
    kept = Report.objects.order_by("pk").values_list("comment", "reason")
    assert list(kept) == [(one.pk, "abuse"), (one.pk, "abuse"), (other.pk, "abuse")]


@pytest.mark.django_db(transaction=True)
def test_the_same_report_sent_many_times_at_once_is_one():
    comment = make_comment()
    said = {"reason": "spam", "words": "", "source": "203.0.113.7"}
    at_once(*[lambda: reporting.report(comment, **said)] * 6)
    assert Report.objects.count() == 1


def test_a_report_without_a_reason_comes_back_with_its_words(send):
    answer = send(make_comment().pk, reason="", words="Look at this")
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    problem = '<li><a href="#report-reason_0">Choose what is wrong with the comment</a></li>'
    assert problem in answer.text
    assert 'id="report-reason_0"' in answer.text
    assert "<title>Error: " in answer.text
    assert "Look at this</textarea>" in answer.text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reason": "boring"}, "Choose what is wrong with the comment"),
        ({"words": "x" * 1001}, "This has 1001 characters. Shorten it to 1000 or fewer"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_never_cut(send, fields, message):
    answer = send(make_comment().pk, **fields)
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert re.findall(r'<li><a href="#report-\w+">([^<]+)</a></li>', answer.text) == [message]


def test_too_many_reports_have_to_wait_and_keep_what_was_chosen(client, send, time_machine):
    time_machine.move_to("2026-03-01T12:10:30Z", tick=False)
    article = make_article(published_at=timezone.now())
    comments = [make_comment(article) for _ in range(reporting.MOST_AN_HOUR + 1)]
    for comment in comments[:-1]:
        assert send(comment.pk).status_code == 303
    answer = send(comments[-1].pk, words="One more")
    assert (answer.status_code, answer["Retry-After"]) == (429, "2970")
    assert "Wait 50 minutes and send this one again." in answer.text
    assert "One more</textarea>" in answer.text
    assert re.search(r'value="abuse"[^>]* checked', answer.text)
    assert Report.objects.count() == reporting.MOST_AN_HOUR
    assert send(comments[-1].pk, source="203.0.113.8").status_code == 303
    assert send(comments[0].pk).status_code == 303  # it is known already
    assert client.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("status", HIDDEN)
def test_of_what_readers_do_not_see_the_answer_is_that_of_what_never_was(client, send, status):
    hidden = make_comment(status=status, name="Canary", body="Hidden words")
    answers = [(send(pk).status_code, send(pk).text) for pk in (hidden.pk, 987654)]
    assert answers[0] == (404, answers[1][1].replace("987654", str(hidden.pk)))
    assert "This comment is not here." in answers[0][1]
    assert Report.objects.count() == 0
    for page in ("report", "reported"):
        assert client.get(f"/comment/{hidden.pk}/{page}/").status_code == 404


def test_a_comment_on_a_withdrawn_story_cannot_be_reported(send):
    assert send(make_comment(make_article(status="withdrawn")).pk).status_code == 404
    assert Report.objects.count() == 0


def test_a_post_from_another_site_is_refused(send):
    answer = send(make_comment().pk, headers={"Sec-Fetch-Site": "cross-site"}, words="Mine")
    assert (answer.status_code, Report.objects.count()) == (403, 0)
    assert "Mine" in answer.text


def test_readers_learn_nothing_of_a_report(client, send):
    comment = make_comment()
    addresses = [
        comment.article.get_absolute_url(),
        "/comments/feed/",
        *(f"/comment/{comment.pk}/{page}/" for page in ("report", "reply", "reported")),
    ]
    before = [client.get(address).text for address in addresses]
    send(comment.pk, words="Canary words")
    assert [client.get(address).text for address in addresses] == before


def test_no_address_is_kept_and_its_sum_is_forgotten_after_a_month(send, time_machine):
    send(make_comment().pk)
    kept = Report.objects.get()
    assert kept.source
    assert "203.0.113" not in str(vars(kept))
    Report.objects.update(at=timezone.now() - datetime.timedelta(days=29, hours=23))
    clock.tick()
    assert Report.objects.filter(source=kept.source).count() == 1
    Report.objects.update(at=timezone.now() - datetime.timedelta(days=31))
    clock.tick()
    assert Report.objects.get().source is None


def test_the_form_speaks_the_language_of_the_story(client, send):
    comment = make_comment(make_article(language="hy"))
    page = client.get(f"/comment/{comment.pk}/report/").text
    assert "Բողոքել մեկնաբանությունից" in page
    assert "Ընտրեք, թե ինչն է սխալ" in send(comment.pk, reason="").text


def test_reading_the_address_that_takes_reports_leads_to_the_form(client):
    answer = client.get("/comment/7/report/send/")
    assert (answer.status_code, answer["Location"]) == (302, "/comment/7/report/")


def test_reports_come_with_a_list_of_comments_in_one_query(send, django_assert_num_queries):
    comments = [make_comment() for _ in range(3)]
    for comment in comments[:2]:
        send(comment.pk, words=f"<b>About {comment.name}</b>")
    with django_assert_num_queries(2):
        shown = [
            render_to_string("comments/admin/_reports.html", {"comment": comment})
            for comment in Comment.objects.with_reports().order_by("pk")
        ]
    assert "insult or threat" in shown[0]
    assert f"&lt;b&gt;About {comments[0].name}&lt;/b&gt;" in shown[0]
    assert shown[2].strip() == ""


def test_a_moderator_reads_the_reports_at_the_comment(client, send):
    comment = make_comment()
    send(comment.pk, words="He names my street.")
    client.force_login(make_user("moderator"))
    page = client.get("/admin/comments/comment/?status__exact=visible").text
    assert "He names my street." in page
    assert "insult or threat" in page
