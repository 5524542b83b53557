"""What can be tried with the issues of a newsletter, and with the letters of one that went out."""

import datetime

from django.core import mail
from django.utils import timezone

from articles.models import Article
from newsletter.models import Delivery, Issue, Newsletter
from tests import make

ISSUES, LEDGER = "/admin/newsletter/issue/", "/admin/newsletter/delivery/"
LIST = "Weekly letter"


def fill(story):
    """Make an issue of each kind, with a reader whose letters stand differently."""
    letter, now = make.make_newsletter(name=LIST), timezone.now()
    reader = make.make_subscriber("weekly@example.com", letter)
    make.make_issue(letter, story, subject="Draft")
    soon = now + datetime.timedelta(hours=3)
    make.make_issue(letter, story, subject="Planned", status="scheduled", send_at=soon)
    for status in ("sending", "paused"):
        make.make_issue(letter, subject=status, status=status, started_at=now, watched_at=now)
    begun = {"status": "sending", "started_at": now, "watched_at": now}
    for subject, status in (("Failed", "failed"), ("Doubtful", "doubt")):
        issue = make.make_issue(letter, subject=subject, **begun)
        make.make_delivery(reader, issue, status=status)


def issue(subject):
    return Issue.objects.get(subject=subject)


def page_of(subject, room):
    return f"{ISSUES}{issue(subject).pk}/{room}/"


def write(browser):
    letter, story = Newsletter.objects.get(name=LIST), Article.objects.first()
    browser.post(f"{ISSUES}add/?newsletter={letter.pk}", subject="New", seen=0, stories=story.pk)
    return Issue.objects.filter(subject="New").exists()


def rewrite(browser):
    browser.post(page_of("Draft", "change"), subject="Other", seen=0)
    return Issue.objects.filter(subject="Other").exists()


def test(browser):
    """Send a test to one's own address."""
    before = len(mail.outbox)
    browser.post(page_of("Draft", "change"), subject="Draft", seen=0, _test="")
    sent = [address for message in mail.outbox[before:] for address in message.to]
    return bool(sent) and sent == [browser.user.email]


def delete(browser):
    draft = issue("Draft")
    browser.post(page_of("Draft", "delete"), post="yes")
    return not Issue.objects.filter(pk=draft.pk).exists()


def send(browser):
    browser.post(page_of("Draft", "send"), _now="", seen=0)
    return issue("Draft").status == "sending"


def schedule(browser):
    browser.post(page_of("Draft", "send"), _schedule="", at="2031-05-01T07:00", seen=0)
    return issue("Draft").status == "scheduled"


def take_back(browser):
    browser.post(page_of("Planned", "take-back"))
    return issue("Planned").status == "draft"


def steered(subject, button, status):
    """Return the deed of a button on the page of a send."""

    def steer(browser):
        browser.post(page_of(subject, "steer"), **{button: ""})
        return issue(subject).status == status

    return steer


def retry(browser):
    browser.post(page_of("Failed", "steer"), _retry="")
    return issue("Failed").deliveries.get().status == "queued"


def decided(action, status):
    """Return the deed of a decision about a letter in doubt."""

    def decide(browser):
        row = Delivery.objects.get(issue=issue("Doubtful"))
        ticked = {"action": action, "_selected_action": row.pk, "_sure": "1"}
        browser.post(f"{LEDGER}?issue={row.issue_id}", **ticked)
        row.refresh_from_db()
        return row.status == status

    return decide


OF_ISSUES = {
    "write": write,
    "rewrite": rewrite,
    "test": test,
    "delete": delete,
    "send": send,
    "schedule": schedule,
    "take back": take_back,
    "pause": steered("sending", "_pause", "paused"),
    "resume": steered("paused", "_resume", "sending"),
    "cancel the rest": steered("sending", "_cancel", "cancelled"),
    "try again": retry,
    "take for sent": decided("settle", "sent"),
    "send again": decided("send_again", "queued"),
}
