"""How often stories are read: counted once, by day, and put in order by week."""

import datetime
import zoneinfo

import pytest
from django.conf import settings as configured
from django.db import connection, transaction
from django.utils import timezone

from articles import publishing, readership
from articles.models import Article, MostRead, Reads, ReadsLog
from newsroom.press import logs
from tests.make import make_article
from tests.together import at_once

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
YEREVAN = zoneinfo.ZoneInfo("Asia/Yerevan")


@pytest.fixture
def log(tmp_path, settings):
    """The log of a web server before the site."""
    file = tmp_path / "newsroom-reads.log"
    file.touch()
    settings.READS_LOG = str(file)
    return file


def read(log, story, at=None, times=1):
    """Write into the log that a story was read."""
    at = at or timezone.now()
    with log.open("a") as file:
        file.write(f"{at.isoformat(timespec='seconds')} {story.get_absolute_url()}\n" * times)


def counted():
    rows = Reads.objects.order_by("day", "article").values_list("article", "day", "times")
    return [(pk, day, times) for pk, day, times in rows]


def test_reads_are_added_up_by_story_and_day(log):
    lake, hill = make_article(), make_article()
    today = timezone.localdate()
    read(log, lake, times=3)
    read(log, hill)
    readership.count()
    read(log, lake, times=2)
    readership.count()
    readership.count()
    assert counted() == [(lake.pk, today, 5), (hill.pk, today, 1)]


def test_a_day_is_one_of_the_newsrooms_time_zone(log):
    story, today = make_article(), timezone.localdate()
    midnight = datetime.datetime.combine(today, datetime.time(), YEREVAN)
    for second in (-1, 0):
        moment = (midnight + datetime.timedelta(seconds=second)).astimezone(datetime.UTC)
        read(log, story, moment)
    readership.count()
    assert configured.TIME_ZONE == "Asia/Yerevan"
    assert counted() == [(story.pk, today - DAY, 1), (story.pk, today, 1)]


def test_a_story_that_was_renamed_meanwhile_keeps_its_reads(log):
    story = make_article(slug="the-lake")
    read(log, story)
    story.slug = "the-other-lake"
    publishing.save(story, by=None)
    read(log, story)
    readership.count()
    assert counted() == [(story.pk, timezone.localdate(), 2)]


def test_what_is_no_story_of_ours_and_no_line_is_left_out(log):
    story, gone = make_article(), make_article()
    read(log, gone)
    gone.delete()
    log.write_bytes(log.read_bytes() + b"\xff\x00 /../\n" + b"z" * 5000 + b"\n")
    read(log, story)
    with log.open("a") as file:
        file.write(f"{timezone.now().isoformat()} {story.get_absolute_url()[:-3]}")
    readership.count()
    assert counted() == [(story.pk, timezone.localdate(), 1)]


def test_days_to_come_and_of_long_ago_are_left_out(log, settings):
    settings.READS_KEPT_DAYS = 20
    story, now = make_article(), timezone.now()
    for days in (-3, -2, 19, 20, 21, 4000):
        read(log, story, now - days * DAY)
    readership.count()
    assert [day for _, day, _ in counted()] == [timezone.localdate() - 19 * DAY]


def test_old_days_are_forgotten(log, settings):
    settings.READS_KEPT_DAYS = 20
    story, today = make_article(), timezone.localdate()
    for days in (0, 19, 20, 21):
        Reads.objects.create(article=story, day=today - days * DAY, times=1)
    readership.forget_old()
    assert [day for _, day, _ in counted()] == [today - 19 * DAY, today]


def test_a_failure_while_counting_loses_nothing_and_doubles_nothing(log, monkeypatch):
    story = make_article()
    read(log, story, times=2)

    def fail(counts):
        add(counts)
        raise RuntimeError("The machine stops here.")

    add = readership._add
    monkeypatch.setattr(readership, "_add", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        readership.count()
    assert counted() == []
    monkeypatch.undo()
    readership.count()
    assert counted() == [(story.pk, timezone.localdate(), 2)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_count_each_line_once(log, monkeypatch):
    monkeypatch.setattr(readership, "AT_ONCE", 2)
    stories = [make_article() for _ in range(5)]
    monkeypatch.setattr(logs.read_on, "__defaults__", (400,))
    for _ in range(20):
        for story in stories:
            read(log, story)
    at_once(*[readership.count] * 3)
    readership.count()
    assert [times for _, _, times in counted()] == [20] * 5


def test_a_log_that_cannot_be_read_is_told_and_told_no_more_when_it_can(log):
    log.unlink()
    readership.count()
    assert readership.troubles() == [f"{log}: No such file or directory"]
    log.touch()
    readership.count()
    assert readership.troubles() == []


def test_the_sites_own_log_need_not_be_there(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    readership.count()
    assert (ReadsLog.objects.count(), readership.troubles()) == (0, [])


def test_the_sites_own_log_makes_room_when_it_is_long(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(readership, "LARGEST", 100)
    story, log = make_article(), tmp_path / "reads.log"
    read(log, story, times=3)
    readership.count()
    assert [file.name for file in tmp_path.iterdir()] == ["reads.log.1"]
    read(log, story)
    readership.count()
    assert [times for _, _, times in counted()] == [3]  # somebody may be writing into the old one
    monkeypatch.setattr(logs, "QUIET", -1)
    readership.count()
    assert [times for _, _, times in counted()] == [4]


def on(story, days, times):
    """Count reads of a story so many days ago."""
    Reads.objects.create(article=story, day=timezone.localdate() - days * DAY, times=times)


def most_read():
    readership.put_in_order()
    return [(row.article.headline, row.times, row.before) for row in readership.most_read(8)]


def test_the_week_is_today_and_six_days_and_compared_with_the_seven_before():
    lake, hill = make_article(headline="Lake"), make_article(headline="Hill")
    for days, times in {0: 1, 6: 10, 7: 100, 13: 1000, 14: 10_000}.items():
        on(lake, days, times)
    on(hill, 3, 50)
    on(make_article(headline="Old"), 7, 500)
    assert most_read() == [("Hill", 50, 0), ("Lake", 11, 1100)]
    assert (readership.of_week(lake), readership.of_week(hill)) == (11, 50)


def test_what_readers_no_longer_have_is_not_named_among_the_most_read():
    stories = [make_article(headline=name) for name in ("Gone", "Back", "Deleted", "There")]
    for place, story in enumerate(stories):
        on(story, 0, 10 - place)
    stories[0].withdraw("Wrong.")
    stories[1].return_to_draft()
    for story in stories[:2]:
        publishing.save(story, by=None)
    Article.objects.filter(pk=stories[2].pk).delete()
    assert most_read() == [("There", 7, 0)]


def test_the_order_is_written_anew_only_when_it_is_another(django_assert_num_queries):
    lake, hill = make_article(headline="Lake"), make_article(headline="Hill")
    on(lake, 0, 2)
    on(hill, 1, 1)
    assert most_read() == [("Lake", 2, 0), ("Hill", 1, 0)]
    with django_assert_num_queries(3):
        readership.put_in_order()
    Reads.objects.filter(article=lake).delete()
    assert most_read() == [("Hill", 1, 0)]
    assert MostRead.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there")
def test_a_week_is_read_along_its_days_whatever_is_kept():
    plan = readership._sums(Reads.objects.filter(day__gt=timezone.localdate() - 7 * DAY)).explain()
    assert "SEARCH articles_reads USING COVERING INDEX reads_of_days (day>?)" in plan
