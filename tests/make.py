"""A small cast for tests: each function makes one believable thing from what the test cares about.

Stories go through the door that editors use, so everything that hangs on a story is there.
"""

import datetime
import itertools

from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from articles import publishing
from articles.models import Article, Byline, Contributor, Document, Picture, Section, Tag
from newsletter import lists
from newsletter.addresses import canonical
from newsletter.models import (
    Delivery,
    DigestRule,
    Issue,
    IssueArticle,
    Newsletter,
    Subscriber,
    Subscription,
)
from newsroom import roles
from newsroom.models import Banner, ImportRun, Masthead, MenuItem, User

_number = itertools.count(1)


def make_user(*groups, **fields):
    """Make someone who works here, in the groups of these names, which may what the migration gave them."""
    fields.setdefault("username", f"user{next(_number)}")
    fields.setdefault("is_staff", True)
    password = fields.pop("password", "a long walk by the river")
    user = User.objects.create_user(password=password, **fields)
    if Group.objects.filter(name__in=groups).count() < len(groups):
        roles.establish(Group.objects, Permission.objects)  # a test that ran outside a transaction
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_section(**fields):
    """Make a section of the paper, English unless told."""
    number = next(_number)
    return Section.objects.create(**{"name": f"Section {number}", "slug": f"s{number}"} | fields)


def make_tag(**fields):
    """Make a topic."""
    number = next(_number)
    return Tag.objects.create(**{"name": f"Topic {number}", "slug": f"topic{number}"} | fields)


def make_contributor(**fields):
    """Make a byline without a login."""
    number = next(_number)
    return Contributor.objects.create(
        **{"name": f"Writer {number}", "slug": f"writer{number}"} | fields
    )


def make_picture(**fields):
    """Make a picture that has every rendition, as far as its row knows: no file is written."""
    stem = f"pictures/test-{next(_number)}"
    usual = {
        "original": f"{stem}.jpg",
        "alt": "A bridge over a river",
        "width": 2000,
        "height": 1250,
        "stem": stem,
        "widths": [320, 480, 800, 1200, 1640],
    }
    return Picture.objects.create(**usual | fields)


def make_document(**fields):
    """Make a document, as far as its row knows: no file is written."""
    number = next(_number)
    usual = {
        "title": "The accounts of the port",
        "file": f"documents/test-{number}.pdf",
        "name": f"accounts-{number}.pdf",
        "kind": "pdf",
        "size": 40_000,
        "digest": f"{number:064}",
    }
    return Document.objects.create(**usual | fields)


def make_menu(*addresses, place=MenuItem.Place.MAIN, **fields):
    """Give the paper a menu of these addresses."""
    paper = Masthead.current()
    paper.save()
    for position, address in enumerate(addresses):
        usual = {"label": address, "address": address, "place": place, "position": position}
        MenuItem.objects.create(masthead=paper, **usual | fields)
    return paper


def make_banner(words="The bridge is closed", *, begins=-1, ends=1, **fields):
    """Make breaking news that stands for an hour more, or from and until as many hours from now as told."""
    Masthead.current().save()
    begins_at, ends_at = (timezone.now() + datetime.timedelta(hours=h) for h in (begins, ends))
    return Banner.objects.create(words=words, begins_at=begins_at, ends_at=ends_at, **fields)


def make_import(status="waiting", **fields):
    """Make a run over the archive of an old site, with what the database asks of one that stands so."""
    now = timezone.now()
    usual = {
        "waiting": {},
        "running": {"claim": "somebody", "beat_at": now, "began_at": now, "phase_began_at": now},
    }.get(status, {"began_at": now, "ended_at": now, "said": "Line 3 is not closed."})
    return ImportRun.objects.create(status=status, **usual | fields)


def make_article(*, by=(), tags=(), also_in=(), picks=(), editor=None, **fields):
    """Make a story that readers have had for an hour; `by` lists contributors or (one, role)."""
    number = next(_number)
    usual = {
        "headline": f"Story number {number}",
        "body": f"<p>What happened on day {number} is told here.</p>",
        "status": Article.Status.READY,
        "published_at": timezone.now() - datetime.timedelta(hours=1),
    }
    article = Article(**usual | fields)
    if "section" not in fields:
        article.section = _any_section(article.language)
    if article.status == Article.Status.WITHDRAWN:
        article.withdrawn_at = article.withdrawn_at or timezone.now()

    def relate():
        if tags:
            article.tags.set(tags)
        if also_in:
            article.also_in.set(also_in)
        for position, other in enumerate(picks):
            article.picks.create(other=other, position=position)
        for position, entry in enumerate(by):
            contributor, role = entry if isinstance(entry, tuple) else (entry, Byline.Role.BY)
            article.bylines.create(contributor=contributor, role=role, position=position)

    return publishing.save(article, by=editor, relate=relate)


def _any_section(language):
    return Section.objects.filter(language=language).first() or make_section(language=language)


def make_comment(article=None, *, answers=None, **fields):
    """Make a comment that readers see, under any story unless told, as an import brings it."""
    from comments import arriving
    from comments.models import Comment

    number = next(_number)
    usual = {
        "name": f"Reader {number}",
        "email": f"reader{number}@example.org",
        "body": f"What reader {number} thinks of it.",
        "status": Comment.Status.VISIBLE,
    }
    comment = Comment(**usual | fields)
    comment.article = answers.article if answers else article or make_article()
    if answers:
        comment.stand_under(answers)
    arriving.bring(comment)
    return comment


def make_told(comment, why="Please name your source.", **fields):
    """Turn a comment down and mail the writer, whose address is confirmed, why; returns the decision."""
    from comments import telling, writers

    writers.of_address(comment.email, "en").confirm()
    usual = {"by": make_user("moderator"), "tell": True}
    telling.decide(comment, comment.Status.REJECTED, why, **usual | fields)
    return comment.decisions.first()


def make_ban(value=None, **fields):
    """Block a sender, an address unless told."""
    from comments.models import Ban

    usual = {"kind": Ban.Kind.ADDRESS, "value": value or f"spam{next(_number)}@example.org"}
    return Ban.objects.create(**usual | fields)


def make_rules(**fields):
    """Set the rules for comments; what is not told is as on a new site."""
    from comments.models import Rules

    rules = Rules(**fields)
    rules.save()
    return rules


def make_report(comment, **fields):
    """Report a comment, each time from another source."""
    from comments.models import Report

    usual = {"reason": Report.Reason.ABUSE, "source": f"source {next(_number)}"}
    return Report.objects.create(comment=comment, **usual | fields)


def make_newsletter(**fields):
    """Make a list that readers are offered."""
    number = next(_number)
    usual = {
        "name": f"Newsletter {number}",
        "slug": f"newsletter{number}",
        "description": f"What matters, number {number}.",
        "frequency": "Every morning",
    }
    return lists.save(Newsletter(**usual | fields))


def make_subscriber(email="reader@example.com", *newsletters, pending=(), **fields):
    """Make a reader who gets these lists and has yet to confirm the `pending` ones."""
    subscriber = Subscriber.objects.create(email=email, canonical=canonical(email), **fields)
    for newsletter in (*newsletters, *pending):
        row = Subscription(subscriber=subscriber, newsletter=newsletter)
        row.ask("Sign Up for Our Newsletters", "/about/")
        if newsletter in newsletters:
            row.confirm()
    return subscriber


def make_issue(newsletter=None, *articles, **fields):
    """Make an issue of a list, in the state that it is given; the stories stand in their order."""
    number = next(_number)
    usual = {"slug": f"issue-{number}", "subject": f"Issue {number}"}
    issue = Issue.objects.create(newsletter=newsletter or make_newsletter(), **usual | fields)
    for position, article in enumerate(articles):
        IssueArticle.objects.create(issue=issue, article=article, position=position)
    return issue


def make_delivery(subscriber=None, issue=None, **fields):
    """Make a line of the ledger: an issue that went out to a reader just now, unless told."""
    now = timezone.now()
    usual = {"status": Delivery.Status.SENT, "claimed_at": now, "handed_over_at": now}
    return Delivery.objects.create(
        issue=issue or make_issue(),
        subscriber=subscriber or make_subscriber(f"reader{next(_number)}@example.com"),
        language="en",
        **usual | {"sent_at": now} | fields,
    )


def make_rule(newsletter=None, *sections, since="2025-06-01 20:00Z", **fields):
    """Make a digest of every day at seven in Paris, on since a Sunday evening, that just sends whatever there is.

    A list of its own has a reader.
    """
    moment = datetime.datetime.fromisoformat(since)
    if newsletter is None:
        newsletter = make_newsletter()
        make_subscriber(f"reader{next(_number)}@example.org", newsletter)
    usual = {
        "at": datetime.time(7),
        "weekdays": "0123456",
        "time_zone": "Europe/Paris",
        "asks_first": False,
        "fewest": 1,
    }
    rule = DigestRule(newsletter=newsletter, **usual | fields)
    rule.begin(moment)
    rule.save()
    rule.sections.set(sections)
    return rule
