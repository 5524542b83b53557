"""A web server that is killed over the time of a story: its first answer has it."""

import datetime
import time

import pytest
from django.utils import timezone

from tests.harness.web import served
from tests.make import make_article
from tests.newsroom.conftest import _address

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]


NEARNESS = (4, 16, 64)  # seconds; the next one where to look before it takes longer


def test_what_fell_due_while_the_site_was_down_is_in_its_first_answers(tmp_path):
    known = make_article(headline="Known to all")
    lists = ["/", known.section.get_absolute_url(), "/feed/", known.get_absolute_url()]
    (tmp_path / "before").mkdir()
    with served(tmp_path / "before", _address()) as site:
        for seconds in NEARNESS:
            due = timezone.now() + datetime.timedelta(seconds=seconds)
            headline = f"Out after {seconds} seconds"
            planned = make_article(headline=headline, published_at=due, section=known.section)
            said = "".join(site.read(path, port=site.web_port).text for path in lists)
            early = site.read(planned.get_absolute_url(), port=site.web_port).status
            if timezone.now() < due:
                break
        site.kill()
    assert ("Known to all" in said, headline in said, early) == (True, False, 404)
    time.sleep(max(0, (due - timezone.now()).total_seconds()) + 0.1)
    (tmp_path / "after").mkdir()
    with served(tmp_path / "after", _address()) as site:
        answers = {path: site.read(path, port=site.web_port) for path in lists}
        story = site.read(planned.get_absolute_url(), port=site.web_port)
    assert {path: headline in answer.text for path, answer in answers.items()} == dict.fromkeys(
        lists, True
    )
    assert story.status == 200
