"""A living worker, and a paper with something in every state."""

import pytest
from django.utils import timezone

from newsroom.press import jobs
from tests import make
from tests.newsroom.today.desk import DAY, HOUR, story


@pytest.fixture(autouse=True)
def _worker():
    """A worker lives, so that nothing is broken unless a test breaks it."""
    jobs.beat("alive")


@pytest.fixture
def paper():
    """Stories of two reporters in every state."""
    nare, aram = make.make_user("reporter", username="nare"), make.make_user("reporter")
    byline = make.make_contributor(user=nare)
    return {
        "nare": nare,
        "draft": story("Begun", editor=nare),
        "named": story("Bears her name", by=[byline]),
        "other": story("Somebody else's", editor=aram),
        "review": story("To be read", "review", editor=nare),
        "planned": story("Tomorrow", "ready", published_at=timezone.now() + DAY, editor=nare),
        "planned_too": story("Later", "ready", published_at=timezone.now() + 2 * DAY, editor=aram),
        "public": story("Out", "ready", published_at=timezone.now() - HOUR, editor=aram),
        "gone": story("Gone", "withdrawn", withdrawal_reason="Wrong.", editor=nare),
    }
