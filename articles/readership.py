"""How often stories are read: what a log of reads says is added up by day, and a week of that put in order."""

import datetime
import logging
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from articles import reads
from articles.models import Article, MostRead, OldSlug, Reads, ReadsLog
from articles.models.readership import WEEK
from newsroom.press import logs, moment, turns

logger = logging.getLogger(__name__)

DAY = datetime.timedelta(days=1)
MOST_PARTS = 100  # of a log in one minute: what waits is counted in the next
LARGEST = 1_000_000  # bytes of our own log, which then makes room for the next
LISTED = 50  # stories in order, of which those are shown that readers have
AT_ONCE = 500  # rows in one question


def own_log() -> Path | None:
    """Return where web processes note what is read; None where the web server before them does."""
    return None if settings.READS_LOG else settings.DATA_DIR / "reads.log"


def count() -> None:
    """Add up what the log says since the last time, and put the week in order; two may do it at once."""
    ours = own_log()
    if ours is None or ours.exists():
        _count_log(ours or Path(settings.READS_LOG))
    put_in_order()


def most_read(shown: int) -> list[MostRead]:
    """Return the stories that were read most in a week, of those that readers have."""
    story = ("headline", "status", "published_at")
    rows = MostRead.objects.select_related("article").order_by("number")
    rows = rows.only("times", "before", *(f"article__{name}" for name in story))
    return [row for row in rows if row.article.is_published][:shown]


def of_week(article: Article) -> int:
    """Return how often a story was read in a week."""
    days = Reads.objects.filter(article=article, day__gt=moment.today() - WEEK)
    return days.aggregate(sum=Sum("times"))["sum"] or 0


def of_stories(keys: Iterable[int]) -> dict[int, int]:
    """Return how often each of these stories was read in a week, of those that were read at all."""
    days, counts = Reads.objects.filter(day__gt=moment.today() - WEEK), {}
    for part in _parts(keys):
        counts |= dict(_sums(days.filter(article__in=part)))
    return counts


def troubles() -> list[str]:
    """Return why reads are not counted, if so, and which log it is."""
    if own_log():
        return []
    now = ReadsLog.objects.filter(path=settings.READS_LOG).exclude(trouble="")
    return [f"{log.path}: {log.trouble}" for log in now]


def forget_old() -> None:
    """Delete what was counted on days that are too long ago."""
    Reads.objects.filter(day__lte=_oldest()).delete()


def put_in_order() -> None:
    """Write down which stories were read most in a week, and how often in the week before."""
    week = moment.today() - WEEK
    top = _sums(Reads.objects.filter(day__gt=week)).order_by("-sum", "-story")[:LISTED]
    found = list(top)
    earlier = Reads.objects.filter(article__in=[pk for pk, _ in found], day__lte=week)
    before = dict(_sums(earlier.filter(day__gt=week - WEEK)))
    rows = [(n, pk, times, before.get(pk, 0)) for n, (pk, times) in enumerate(found)]
    known = MostRead.objects.order_by("number")
    if rows != list(known.values_list("number", "article", "times", "before")):
        _write_order(rows)


def _sums(days):
    # By a sum and not by the column: SQLite would walk along the stories, through all days that are kept.
    stories = days.order_by().annotate(story=F("article_id") + 0)
    return stories.values_list("story").annotate(sum=Sum("times"))


@transaction.atomic
def _write_order(rows):
    turns.take("counting reads")
    new = [MostRead(number=n, article_id=pk, times=t, before=b) for n, pk, t, b in rows]
    values = ["article", "times", "before"]
    MostRead.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["number"], update_fields=values
    )
    MostRead.objects.filter(number__gte=len(new)).delete()


def _count_log(path):
    log, _ = ReadsLog.objects.get_or_create(path=str(path))
    try:
        for _ in range(MOST_PARTS):
            if not _count_part(log, path):
                break
    except OSError as error:
        _note_trouble(log, error.strerror or str(error))
        return
    _note_trouble(log, "")
    if path == own_log():
        logs.make_room(path, log.place, LARGEST)


def _note_trouble(log, trouble):
    if log.trouble != trouble:
        logger.warning("%s: %s", log.path, trouble or "read again")
        ReadsLog.objects.filter(pk=log.pk).update(trouble=trouble[:300])


def _count_part(log, path):
    """Count the next lines; return whether there were any. The place moves with the counts, or neither does."""
    lines, place = logs.read_on(path, log.place)
    if place == log.place:
        return False
    with transaction.atomic():
        turns.take("counting reads")
        as_read = ReadsLog.objects.filter(
            pk=log.pk, file=log.file, offset=log.offset, tail=log.tail
        )
        if as_read.update(**place._asdict()):
            _add(_by_story(_understood(lines)))
    log.refresh_from_db()  # another worker may have been quicker
    return True


def _understood(lines):
    """Return how often each slug was read on each day, of days that are kept."""
    now, found = timezone.now(), Counter()
    for read in filter(None, map(reads.understand, lines)):
        if now - settings.READS_KEPT_DAYS * DAY < read.at < now + DAY:
            found[read.slug, timezone.localdate(read.at)] += read.times
    return found


def _by_story(found):
    """Return the same of stories; nothing else can have been read."""
    pks, counts = _keys({slug for slug, _ in found}), Counter()
    for (slug, day), times in found.items():
        if slug in pks and day > _oldest():
            counts[pks[slug], day] += times
    return counts


def _keys(slugs):
    known = {}
    for part in _parts(slugs):
        known |= dict(OldSlug.objects.filter(slug__in=part).values_list("slug", "article"))
        known |= dict(Article.objects.filter(slug__in=part).values_list("slug", "pk"))
    return known


def _add(counts):
    """Add to what is there; nobody else writes these rows meanwhile, since it is our turn."""
    for part in _parts(counts):
        stories, days = zip(*part, strict=True)
        known = Reads.objects.filter(article__in=set(stories), day__in=set(days))
        sums = {(pk, day): times for pk, day, times in known.values_list("article", "day", "times")}
        rows = [
            Reads(article_id=pk, day=day, times=sums.get((pk, day), 0) + counts[pk, day])
            for pk, day in part
        ]
        Reads.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["article", "day"], update_fields=["times"]
        )


def _parts(keys):
    keys = sorted(keys)
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]


def _oldest():
    return moment.today() - settings.READS_KEPT_DAYS * DAY
