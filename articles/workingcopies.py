"""What writers typed and have not saved: kept every few seconds, offered again, shown to nobody else."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone

from articles.models import Article, WorkingCopy
from newsroom.press.markup import readable

LARGEST = 2_000_000  # bytes of one copy; the form itself takes little more
MOST = 200  # copies of one writer that were neither saved nor dropped
MOST_FIELDS = 2_000
SETTLED_FOR = datetime.timedelta(days=30)  # how late a browser may send what was settled long ago

KEPT, OLDER, SETTLED, FULL = "kept", "older", "settled", "full"


def new_token() -> str:
    """Return a name for one opening of the form."""
    return secrets.token_urlsafe(12)


@transaction.atomic
def keep(writer, token: str, number: int, pairs: list, article: Article | None = None) -> str:
    """Keep what a form holds unless something newer is there: KEPT, OLDER, SETTLED, or FULL where nothing was kept."""
    mine = WorkingCopy.objects.filter(writer=writer)
    if not mine.filter(token=token).exists() and mine.unsaved().count() >= MOST:
        return FULL
    new = _values(number, pairs, article)
    copy, is_new = WorkingCopy.objects.get_or_create(writer=writer, token=token, defaults=new)
    if is_new or _write(copy, number, new):
        return KEPT
    return SETTLED if mine.filter(token=token, settled_at__isnull=False).exists() else OLDER


@transaction.atomic
def settle(writer, token: str, number: int | None = None, story: Article | None = None) -> None:
    """Let go of a copy whose text was saved, in `story`, or dropped, and of what is older and comes later.

    `number` is the last that was saved; None settles all that there is.
    """
    if not token:
        return
    now = timezone.now()
    empty = {"fields": [], "headline": "", "settled_at": now, "article": story}
    start = empty | {"number": number or 0, "kept_at": now}
    copy, is_new = WorkingCopy.objects.get_or_create(writer=writer, token=token, defaults=start)
    if is_new:
        return
    row = WorkingCopy.objects.filter(pk=copy.pk)
    if number is None:
        row.update(**empty)
        return
    row.filter(number__lte=number).update(**empty, number=number)


def became(writer, token: str) -> Article | None:
    """Return the story that what stood in this opening of the form was saved in."""
    settled = WorkingCopy.objects.filter(writer=writer, token=token, settled_at__isnull=False)
    copy = settled.select_related("article").first() if token else None
    return copy.article if copy else None


def find(writer, token: str) -> WorkingCopy | None:
    """Return a writer's own copy that is not settled."""
    copies = WorkingCopy.objects.unsaved().filter(writer=writer, token=token)
    return copies.select_related("article").first()


def of_story(writer, article: Article | None):
    """Return what this writer left unsaved in a story, the newest first; without a story, in new ones."""
    copies = WorkingCopy.objects.unsaved().filter(writer=writer, article=article)
    return copies.order_by("-kept_at")


def unfinished(writer):
    """Return the stories that this writer began and never saved, the newest first."""
    return of_story(writer, None)


def all_of(writer):
    """Return everything that this writer left unsaved, the newest first."""
    copies = WorkingCopy.objects.unsaved().filter(writer=writer).order_by("-kept_at")
    return copies.select_related("article").only(
        "token", "headline", "kept_at", "article__headline"
    )


def forget_settled() -> None:
    """Delete the rows of what was settled so long ago that no browser sends it any more."""
    WorkingCopy.objects.filter(settled_at__lt=timezone.now() - SETTLED_FOR).delete()


def _values(number, pairs, article):
    fields = [[readable(name), readable(value)] for name, value in pairs]
    headline = next((value for name, value in fields if name == "headline"), "")
    of_story = {"story_key": article.pk} if article else {}
    return of_story | {
        "number": number,
        "fields": fields,
        "headline": headline[:300],
        "article": article,
        "kept_at": timezone.now(),
    }


def _write(copy, number, new):
    """Write what is newer than what is there; the database decides, since a late request may come at once."""
    row = WorkingCopy.objects.filter(pk=copy.pk)
    newer = row.filter(number__lt=number) | row.filter(number=number, settled_at=None)
    return newer.update(**new, settled_at=None)
