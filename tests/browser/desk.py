"""A desk at which something waits in every room, and how a window comes to each of its pages."""

import datetime

from django.db.models import F
from django.utils import timezone

from articles import notes, previews, publishing, slots, workingcopies
from articles.slots import Pin
from newsletter import bounces
from newsletter.models import Issue
from newsroom.press.models import Letter
from tests import make
from tests.browser import paper
from tests.browser.test_desk import PASSWORD

STORY = "/admin/articles/article/"
READERS = "/admin/newsletter/subscriber/"
TYPED = (
    "() => document.querySelector('.ProseMirror') && document.querySelector('.select2-container')"
)


def arrange():
    """Make the paper with what an editor called ani meets in a day; return her and how a window comes to each page.

    Each of these functions takes the page of a window.
    """
    stories = paper.found(thread=1)  # which readers see on two pages; here it is a long queue
    ani = make.make_user("editor", username="ani", first_name="Ani", is_superuser=True)
    draft = _draft(ani)
    _wait(ani, stories["full"])
    _pin(ani, stories)
    picture = stories["full"].lead_picture_id
    return ani, {
        "first page": _at("/admin/"),
        "stories": _at(STORY),
        "new story": _at(f"{STORY}add/", TYPED),
        "draft": _at(f"{STORY}{draft.pk}/change/", TYPED),
        "story that readers have": _at(f"{STORY}{stories['noted'].pk}/change/", TYPED),
        "two texts": lambda page: _collide(page, draft),
        "history": _at(f"{STORY}{stories['noted'].pk}/history/"),
        "version": lambda page: _at_version(page, stories["noted"]),
        "unsaved": _at(f"{STORY}copies/"),
        "queue": _at("/admin/comments/comment/"),
        "answer": _at(f"/admin/comments/comment/{_waiting().pk}/answer/"),
        "front": _at("/admin/articles/front/"),
        "pictures": _at("/admin/articles/picture/"),
        "picture": _at(f"/admin/articles/picture/{picture}/change/"),
        "another picture": _at("/admin/articles/picture/add/"),
        "moment": _at("/admin/at/"),
        "masthead": _at("/admin/newsroom/masthead/1/change/"),
        "sections": _at("/admin/articles/section/"),
        "list and its digests": _at(f"/admin/newsletter/newsletter/{_digest()}/change/"),
        "doctor": _at(f"/admin/newsletter/issue/{_issue(stories['full'])}/doctor/"),
        "reader whose mail comes back": _at(f"{READERS}{_gone()}/change/"),
        "question before writing again": _at(f"{READERS}{_gone()}/lift/"),
        "own login": _at("/admin/account/"),
    }


ISSUES = "/admin/newsletter/issue/"


def arrange_letters():
    """Make a list with issues in every state; return an editor called ani and how a window comes to their pages."""
    stories = [make.make_article(headline=f"What the {n}th mouse saw by night") for n in range(5)]
    ani = make.make_user(username="ani", first_name="Ani", is_superuser=True)
    now, day, today = timezone.now(), datetime.timedelta(days=1), timezone.localdate()
    letter = make.make_newsletter(name="Mornings")
    for number in range(1, 40):
        letter.days.create(day=today - number * day, readers=900 - 7 * number)
    draft = make.make_issue(letter, *stories[:4], subject="The wheel turns")
    planned = {"status": "scheduled", "send_at": now + day}
    waits = make.make_issue(letter, *stories[:2], subject="Tomorrow", **planned)
    going = {"status": "sending", "started_at": now, "watched_at": now}
    course = make.make_issue(letter, *stories[:2], subject="On its way", **going)
    for number, status in enumerate(("sent", "doubt", "bounced", "failed", "dropped", "queued")):
        reader = make.make_subscriber(f"reader{number}@example.com", letter)
        row = make.make_delivery(reader, course, status=status, answer="451 4.7.1 Try later")
    ledger = f"/admin/newsletter/delivery/?issue={course.pk}"
    return ani, {
        "list": _at(f"/admin/newsletter/newsletter/{letter.pk}/change/"),
        "issues": _at(ISSUES),
        "list of an issue": _at(f"{ISSUES}add/"),
        "issue": _at(f"{ISSUES}{draft.pk}/change/"),
        "issue that is refused": lambda page: _refuse(page, draft),
        "issue as readers get it": _at(f"{ISSUES}{draft.pk}/preview/"),
        "send": _at(f"{ISSUES}{draft.pk}/send/"),
        "issue that waits": _at(f"{ISSUES}{waits.pk}/change/"),
        "issue on its way": _at(f"{ISSUES}{course.pk}/change/"),
        "readers of an issue": _at(ledger),
        "reader of an issue": _at(f"/admin/newsletter/delivery/{row.pk}/change/"),
        "letter in doubt": lambda page: _decide(page, ledger),
    }


def _refuse(page, issue):
    """Save what somebody else has saved meanwhile."""
    page.goto(f"{ISSUES}{issue.pk}/change/")
    Issue.objects.filter(pk=issue.pk).update(version=F("version") + 1, note="Somebody was here.")
    page.get_by_role("textbox").nth(1).fill("")
    page.locator("button[name=_save]").click()
    page.locator(".errornote").wait_for()


def _decide(page, ledger):
    page.goto(f"{ledger}&status__exact=doubt")
    page.locator("input.action-select").check()
    page.locator("select[name=action]").select_option("send_again")
    page.locator("button[name=index]").click()
    page.locator("button[name=_sure]").wait_for()


def log_in(page, username):
    """Log in, in whatever language the desk speaks."""
    page.goto("/admin/login/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url("**/admin/")


def _draft(ani):
    writer = make.make_contributor(name="Lia Weaver", user=make.make_user("reporter"))
    draft = make.make_article(
        headline="Somebody has counted the mice after all",
        body=paper.BODY,
        status="review",
        published_at=None,
        editor=ani,
        by=[writer],
        tags=[make.make_tag(name="Mice")],
    )
    notes.write(draft, writer.user, "Who has counted them?")
    previews.make(draft, ani)
    return draft


def _wait(ani, story):
    """Let something be late, something to come, something unsaved and something unread."""
    soon = timezone.now() + datetime.timedelta(hours=20)
    make.make_article(headline="The ferry sails again", published_at=soon, editor=ani)
    make.make_article(headline="Half a thought", status="draft", published_at=None, editor=ani)
    typed = [["headline", "A thought that nobody saved"], ["body", "<p>It was late.</p>"]]
    workingcopies.keep(ani, "a-form", 1, typed, None)
    Letter.objects.create(template="welcome", to="reader@example.com", status="failed")
    for number in range(3):
        make.make_comment(
            story,
            status="pending",
            body="The wheel turns, and has done so since my grandmother was a girl. " * 4,
            source=f"192.0.2.{number}",
        )


def _pin(ani, stories):
    until = timezone.now() + datetime.timedelta(days=2)
    pins = {0: Pin(stories["noted"], until, False), 2: Pin(stories["closed"], None, False)}
    slots.arrange(slots.of_language("en"), pins, by=ani, seen=0)


def _digest():
    """Make a list with a digest that brings stories of the paper; return its key."""
    yesterday = timezone.now() - datetime.timedelta(days=1)
    return make.make_rule(since=str(yesterday), at_most=5).newsletter_id


def _issue(story):
    return make.make_issue(None, story, subject="The morning").pk


def _gone():
    """Make a reader whose mailbox is not there; return the key."""
    delivery = make.make_delivery(issue=make.make_issue(subject="Yesterday"))
    bounces.hard(delivery.subscriber, delivery=delivery, code="5.1.1", text="No such user here")
    return delivery.subscriber_id


def _waiting():
    from comments.models import Comment

    return Comment.objects.filter(status="pending").first()


def _at(address, ready="() => true"):
    def visit(page):
        page.goto(address)
        page.wait_for_function(ready)

    return visit


def _at_version(page, story):
    page.goto(f"{STORY}{story.pk}/history/{story.history.latest('history_id').pk}/")


def _collide(page, story):
    """Save what somebody else has saved meanwhile."""
    _at(f"{STORY}{story.pk}/change/", TYPED)(page)
    story.refresh_from_db()
    story.headline, story.body = f"{story.headline}!", f"{story.body}<p>Seven of them.</p>"
    publishing.save(story, by=None)
    page.locator("#id_headline").fill("Nobody has counted the mice")
    page.locator("#id_deck").fill("They were not asked.")
    page.locator("input[name=_save]").first.click()
    page.locator(".collision").first.wait_for()
