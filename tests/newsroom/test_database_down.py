"""PostgreSQL stops under the site: readers keep what they had, and get everything again when it is back."""

import subprocess
import sys
import time

import pytest

from tests.harness import postgresql
from tests.harness.web import FORMS, ROOT, environment, served

pytestmark = [pytest.mark.alone, pytest.mark.patient]

FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.make import make_article, make_section
print(make_article(headline="Before", section=make_section(slug="lakes")).get_absolute_url())
"""
BACK = 10  # seconds after which everybody asks the database again, however long it was away
CORRECT = """
import django
django.setup()
from articles import publishing
from articles.models import Article
story = Article.objects.get()
story.headline = "After"
publishing.save(story, by=None)
"""


def run(database, program):
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(database),
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def test_with_the_database_down_every_page_that_was_asked_for_is_still_read(tmp_path):
    with postgresql.own() as server:
        path = run(server.url, FILL)
        with served(tmp_path, server.url) as site:
            places = ["/", path, "/section/lakes/", "/feed/"]
            site.ask_everywhere(*places)
            server.stop()
            time.sleep(2.5)  # longer than a page is shown without being asked for again
            begun = time.monotonic()
            site.ask_everywhere(*places)
            # The site knows that nobody answers: waiting three seconds for each would take 36.
            assert time.monotonic() - begun < 20
            assert site.read(path, port=site.web_port).status in (500, 503)
            server.start()
            run(server.url, CORRECT)
            _wait_until_read(site, path, "After")
            # Each process is back, whichever of them has a connection first, and speaks on none of before.
            assert {site.read(path, port=site.web_port).status for _ in range(40)} == {200}


def _wait_until_read(site, path, words):
    end = time.monotonic() + BACK
    while not all(words in site.read(path, form).text for form in FORMS):
        assert time.monotonic() < end
        time.sleep(0.2)
