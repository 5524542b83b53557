"""How a window comes to every page of a paper and to every state of a page."""

import datetime
from contextlib import contextmanager
from unittest import mock
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from articles import previews
from articles.models import Article
from comments import invitations, mails
from newsroom.models import Banner
from newsroom.press import tokens
from tests import make
from tests.browser import paper, reader_states, writer_states

# What a state is answered with, where that is not 200.
STATUS = (
    {
        "reply with errors": 422,
        "reply that came too fast": 429,
        "report with errors": 422,
        "answer to a decision with errors": 422,
        "post from elsewhere": 403,
        "404": 404,
        "410": 410,
        "500": 500,
    }
    | writer_states.STATUS
    | reader_states.STATUS
)


def arrange(site):
    """Make the paper and return, by name, how to bring a window to each of its states.

    Each of these functions takes the page of a window and returns the response that it got.
    """
    stories = paper.found()
    newsletters = [make.make_newsletter(), make.make_newsletter(language="hyw")]
    reader = make.make_subscriber("ani@example.com", newsletters[0], pending=newsletters[1:])
    return (
        _of_stories(site, **stories)
        | writer_states.of_writers(stories["long_headline"], _at, _press)
        | _of_lists()
        | reader_states.of_readers(reader, newsletters, _at, _press)
        | _of_issues(newsletters, **stories)
        | _of_moderators(**stories)
        | _of_errors()
    )


def _of_moderators(full, **_others):
    comment = make.make_comment(full, status="pending", body="Waits.")
    user = make.make_user("moderator", email="moderator@example.com")
    asks, switch = invitations.to_decide(user, comment), invitations.to_switch(user)
    return {
        "comment to decide about": _at(urlsplit(asks).path),
        "mail to a moderator": _at(urlsplit(switch).path),
    }


def _of_stories(
    site, full, noted, long_thread, long_headline, closed, draft, gone, armenian, western
):
    story = full.get_absolute_url()
    comment = full.comments.filter(parent=None).first()
    objection = _objection(full)
    return {
        "article with picture and ten comments": _at(story),
        "article without picture, with correction": _at(noted.get_absolute_url()),
        "what changed in an article": _at(f"{noted.get_absolute_url()}changes/"),
        "article with long headline, without byline": _at(long_headline.get_absolute_url()),
        "article with closed comments": _at(closed.get_absolute_url()),
        "article in Eastern Armenian": _at(armenian.get_absolute_url()),
        "article in Western Armenian": _at(western.get_absolute_url()),
        "thread, page 2": _at(f"{long_thread.get_absolute_url()}comments/2/"),
        "reply page": _at(f"/comment/{comment.pk}/reply/"),
        "reply with errors": lambda page: _post_comment(page, story, {"name": "Ani"}),
        "reply that waits": lambda page: _post_comment(page, story, WORDS),
        "reply that came too fast": lambda page: _post_too_fast(page, story),
        "report page": _at(f"/comment/{comment.pk}/report/"),
        "report with errors": lambda page: _report(page, comment),
        "report that was sent": _at(f"/comment/{comment.pk}/reported/"),
        "answer to a decision": _at(objection),
        "answer to a decision with errors": lambda page: _object(page, objection),
        "post from elsewhere": lambda page: _post_from_elsewhere(page, f"{site}{story}comments/"),
        "preview of a draft": _at(previews.address(previews.make(draft, make.make_user()))),
        "410": _at(gone.get_absolute_url()),
    }


def _of_lists():
    day = timezone.localtime() - datetime.timedelta(days=40)
    return {
        "front": _at("/"),
        "front of an empty paper": _at_empty_front,
        "front with breaking news": _at_breaking_front,
        "section": _at("/section/town/"),
        "section in Armenian": _at("/section/kaghak/"),
        "section without stories": _at("/section/mills/"),
        "topic": _at("/topic/mills/"),
        "author": _at("/author/ani/"),
        "year": _at(f"{day:/%Y/}"),
        "month": _at(f"{day:/%Y/%m/}"),
        "day": _at(f"{day:/%Y/%m/%d/}"),
        "day without stories": _at(f"{day + datetime.timedelta(days=9):/%Y/%m/%d/}"),
        "search": _at("/search/"),
        "search with hits": _at("/search/?q=mill"),
        "search without hits": _at("/search/?q=zebra"),
        "corrections": _at("/corrections/"),
        "page": _at("/about/"),
    }


def _of_issues(newsletters, full, long_headline, armenian, western, **_others):
    english, other = newsletters
    told = {"subject": "What the mill said", "note": WORDS["body"], "started_at": timezone.now()}
    issue = make.make_issue(english, full, long_headline, armenian, status="sending", **told)
    western = make.make_issue(other, western, status="sending", **told | {"subject": "Թիւ 1"})
    empty = make.make_newsletter(is_public=True, position=9)
    return {
        "issue of a newsletter": _at(issue.get_absolute_url()),
        "issue in Western Armenian": _at(western.get_absolute_url()),
        "issues of a newsletter": _at(english.get_absolute_url()),
        "newsletter without issues": _at(empty.get_absolute_url()),
    }


def _of_errors():
    return {"404": _at("/no/such/page/"), "500": _at_broken_page}


WORDS = {"body": "I carried two bags.", "name": "Ani Miller", "email": "ani@example.com"}


def _at(address):
    return lambda page: page.goto(address)


@contextmanager
def _no_stories():
    ready = list(Article.objects.published().values_list("pk", flat=True))
    Article.objects.filter(pk__in=ready).update(status=Article.Status.DRAFT)
    yield
    Article.objects.filter(pk__in=ready).update(status=Article.Status.READY)


def _at_empty_front(page):
    with _no_stories():
        return page.goto("/")


def _at_breaking_front(page):
    make.make_banner("The bridge over the mill stream is closed", address="/search/?q=mill")
    response = page.goto("/")
    Banner.objects.all().delete()
    return response


def _at_broken_page(page):
    with mock.patch("articles.frontpage.compose", side_effect=OSError("the disk is gone")):
        return page.goto("/")


def _post_comment(page, story, fields):
    page.goto(story)
    for name, value in fields.items():
        page.locator(f"#comment-{name}").fill(value)
    return _press(page, "Post Comment")


def _objection(story):
    told = make.make_told(make.make_comment(story))
    return reverse("comment_objection", args=[tokens.sign(mails.OBJECTION, told.pk)])


def _object(page, address):
    page.goto(address)
    return _press(page, "Send the answer")


def _report(page, comment):
    page.goto(f"/comment/{comment.pk}/report/")
    return _press(page, "Send report")


def _post_too_fast(page, story):
    with mock.patch("newsroom.press.limits.hit", return_value=30):
        return _post_comment(page, story, WORDS | {"body": "And a third one."})


def _post_from_elsewhere(page, address):
    page.goto("about:blank")
    page.set_content(
        f"<form method=post action='{address}'><input name=body value='Words'><button>Go</button>"
    )
    return _press(page, "Go")


def _press(page, button):
    with page.expect_navigation() as navigation:
        page.get_by_role("button", name=button).click()
    return navigation.value
