"""From a reader's click to the desk's first page: through the shipped nginx, and without one."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.db.models import Sum
from django.utils import timezone

from articles.models import Reads
from newsroom.press import logs
from tests.articles.test_reads import CHROME
from tests.harness.web import ROOT
from tests.make import make_article, make_user
from tests.newsroom.visitor import wait_until
from tests.newsroom.webworker.asking import Reader
from tests.newsroom.webworker.server import Server
from tests.reading import page, text

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def log(tmp_path):
    return tmp_path / "nginx" / "log" / "newsroom-reads.log"


def count(beside, **settings):
    worker = beside("manage.py", "worker", "--batch", **settings)
    worker.communicate(timeout=60)
    assert worker.returncode == 0


def counted():
    reads = Reads.objects.order_by("article").values("article")
    return list(reads.annotate(times=Sum("times")).values_list("article", "times"))


def written(log, lines):
    """Return what nginx has written down, once it is so many lines: every five seconds it does."""
    wait_until(lambda: log.exists() and len(log.read_text().splitlines()) >= lines)
    return log.read_text().splitlines()


def test_readers_are_counted_through_nginx_and_seen_at_the_desk(site, story, beside, log, client):
    day, other = timezone.localdate(), make_article(headline="Another")
    path = story.get_absolute_url()
    first = site.read(path, "br", User_Agent=CHROME)
    again = {"User_Agent": CHROME, "If_None_Match": first.headers["ETag"]}
    statuses = [site.read(f"{path}?utm_source=x", "br", **again).status for _ in range(3)]
    assert statuses == [304] * 3
    site.read(
        other.get_absolute_url(), "gzip", User_Agent=CHROME, Referer="https://private.example/"
    )
    for headers in (
        {"User_Agent": CRAWLER},
        {},
        {"User_Agent": CHROME, "Cookie": "sessionid=1"},
        {"User_Agent": CHROME, "method": "HEAD"},
    ):
        assert site.read(path, "br", **headers).status == 200
    missing = [path.replace("lake", "sea"), path.rstrip("/"), "/", "/section/lakes/"]
    assert {site.read(place, "br", User_Agent=CHROME).status for place in missing} == {
        200,
        301,
        404,
    }
    lines = written(log, 5)
    assert sorted(line.split(" ", 1)[1] for line in lines) == sorted(
        [path] * 4 + [other.get_absolute_url()]
    )
    for _ in range(2):
        count(beside, READS_LOG=str(log))
    assert counted() == [(story.pk, 4), (other.pk, 1)]
    assert {*Reads.objects.values_list("day", flat=True)} <= {day, timezone.localdate()}
    client.force_login(make_user("editor"))
    boards = page(client.get("/admin/")).findall(".//div[@class='today-boards']/section")
    [board] = [each for each in boards if text(each.find("h2")) == "Most read in 7 days"]
    assert [text(row) for row in board.findall(".//li")] == [
        "Number 0 of the lake 4 reads",
        "Another 1 read",
    ]


def test_nothing_is_lost_or_doubled_while_nginx_changes_its_log(site, story, beside, log):
    path = story.get_absolute_url()
    for turn, lines in enumerate((5, 10, 5)):
        for _ in range(5):
            site.read(path, "br", User_Agent=CHROME)
        written(log, lines)
        if turn == 1:
            old = log.rename(log.with_name("newsroom-reads.log.1"))
            site.read(path, "br", User_Agent=CHROME)
            site.nginx.send_signal(signal.SIGUSR1)
            wait_until(lambda: old.read_text().count(path) == 11)  # noqa: B023 - at once
            time.sleep(logs.QUIET + 1)
        count(beside, READS_LOG=str(log))
    assert counted() == [(story.pk, 16)]


def test_without_a_web_server_before_it_the_site_counts_itself(tmp_path):
    server = Server(tmp_path)
    server.fill()
    server.start()
    story, browser = server.pages["story"], f"User-Agent: {CHROME}"
    with Reader(server) as reader:
        answers = [reader.ask(story, browser) for _ in range(3)]
        answers.append(reader.ask(f"{story}?utm=%61", browser))
        tag = answers[1].headers["etag"]
        assert reader.ask(story, browser, f"If-None-Match: {tag}").status == 304
        for more in ([f"User-Agent: {CRAWLER}"], [browser, "Cookie: sessionid=1"], []):
            assert reader.ask(story, *more).status == 200
        reader.ask(story, browser, method="HEAD")
        for path in (server.pages["gone"], server.pages["moved"], "/", f"{story}changes/"):
            reader.ask(path, browser)
    assert [answer.was_django for answer in answers] == [True, False, False, True]
    server.stop()
    lines = (tmp_path / "reads.log").read_text().split()
    assert set(lines[1::3]) == {story}
    command = [sys.executable, "manage.py", "worker", "--batch"]
    for _ in range(2):
        subprocess.run(command, cwd=ROOT, env=server.environment, check=True, timeout=60)
    with closing(sqlite3.connect(tmp_path / "newsroom.sqlite3")) as database:
        assert database.execute("SELECT sum(times) FROM articles_reads").fetchall() == [(5,)]
