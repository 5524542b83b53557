"""Issues as tests of what readers see of them need them: begun, of a list that has a name."""

import datetime

from tests.make import make_article, make_issue, make_newsletter

MORNING = datetime.datetime(2026, 3, 1, 6, tzinfo=datetime.UTC)
PAGE = "/newsletter/issues/morning/bridge-open/"


def make_morning(*articles, of=None, **fields):
    """Make the issue of March 1 of The Morning, which has begun to go out."""
    usual = {"subject": "The bridge is open", "slug": "bridge-open", "started_at": MORNING}
    morning = make_newsletter(**{"name": "The Morning", "slug": "morning"} | (of or {}))
    return make_issue(morning, *articles, **{"status": "sending"} | usual | fields)


def make_bridge(**fields):
    """Make the story that leads it."""
    usual = {"headline": "The bridge", "slug": "bridge", "deck": "It took nine months."}
    return make_article(published_at=MORNING, **usual | fields)
