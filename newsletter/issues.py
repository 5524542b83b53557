"""An issue before it goes out: begun from the newest stories, saved, given a time, taken back."""

import datetime

from django.db import transaction
from django.utils import timezone

from articles import slugs
from articles.models import Article
from newsletter.models import Issue, IssueArticle, Newsletter
from newsroom.press import turns

MOST = 12  # stories that a new issue begins with
TURN = "naming an issue"


class Stale(Exception):
    """The issue is no longer what its writer had before them; `issue` is what it is now."""

    def __init__(self, issue: Issue):
        super().__init__(issue)
        self.issue = issue


def latest(newsletter: Newsletter, since: datetime.datetime | None = None) -> list[Article]:
    """Return what a new issue begins with, the newest first: what is public and was in none before.

    Without `since`, what was published after the list's last issue had been begun.
    """
    since = since or _last_begun(newsletter)
    stories = Article.objects.published().filter(language=newsletter.language)
    if since:
        stories = stories.filter(published_at__gt=since)
    had = IssueArticle.objects.filter(
        issue__newsletter=newsletter, issue__status__in=Issue.WITH_LEDGER
    )
    fresh = stories.exclude(pk__in=had.values("article"))
    return list(fresh.for_cards().newest_first()[:MOST])


@transaction.atomic
def save(issue: Issue, articles: list[Article], *, by=None, seen: int | None = None) -> Issue:
    """Save a draft with its stories in this order: the one door.

    `seen` is the version that the one who saves had before them. Where there is a newer one, or the issue is no
    draft any more, `Stale` is raised. What was deleted meanwhile is there again.
    """
    turns.take(TURN)
    stored = Issue.objects.select_for_update().filter(pk=issue.pk).first()
    if stored:
        _refuse_stale(stored, seen, [Issue.Status.DRAFT])
        issue.version = stored.version
    else:
        issue.created_by = by
    issue.version += 1
    issue.saved_by = by
    issue.slug = _free_slug(issue)
    issue.save()
    _lay_out(issue, articles)
    return issue


@transaction.atomic
def schedule(issue: Issue, at: datetime.datetime, *, by, seen: int | None = None) -> Issue:
    """Let an issue go out by itself at a moment; raises `Stale` for what has begun or was changed."""
    stored = unbegun(issue, seen=seen)
    stored.schedule(at)
    return _moved_on(stored, by)


@transaction.atomic
def unschedule(issue: Issue, *, by=None) -> Issue:
    """Make a draft of what waits for its time or for a decision; raises `Stale` for what has begun."""
    stored = unbegun(issue)
    stored.unschedule()
    return _moved_on(stored, by)


@transaction.atomic
def delete(issue: Issue) -> None:
    """Delete an issue that nobody was written down for; raises `Stale` for what has begun."""
    unbegun(issue).delete()


def unbegun(issue: Issue, *, seen: int | None = None) -> Issue:
    """Return the issue as it is now, nobody else's to change until the transaction ends; raises `Stale`."""
    stored = Issue.objects.select_for_update().get(pk=issue.pk)
    _refuse_stale(stored, seen, Issue.UNBEGUN)
    return stored


def _refuse_stale(stored, seen, states):
    if stored.status not in states or (seen is not None and seen != stored.version):
        raise Stale(stored)


def _moved_on(issue, by):
    issue.version += 1
    issue.saved_by = by
    issue.save()
    return issue


def _last_begun(newsletter):
    """Return when somebody began the issue that went out last: what came later cannot have been in it."""
    out = Issue.objects.filter(newsletter=newsletter, started_at__isnull=False)
    return out.order_by("-started_at").values_list("created_at", flat=True).first()


def _free_slug(issue):
    """Return the slug of its subject; with the day where another issue has that, as with a name of every morning."""
    others = Issue.objects.exclude(pk=issue.pk)

    def is_taken(slug):
        return others.filter(slug=slug).exists()

    plain = slugs.slugify(issue.subject)
    if not is_taken(plain) and not slugs.is_reserved(plain):
        return plain
    return slugs.first_free(f"{plain}-{timezone.localdate():%Y-%m-%d}", is_taken)


def _lay_out(issue, articles):
    issue.places.all().delete()
    IssueArticle.objects.bulk_create(
        IssueArticle(issue=issue, article=article, position=position)
        for position, article in enumerate(dict.fromkeys(articles))
    )
