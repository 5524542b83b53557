"""What the tests of digests share: a week in June, stories of its hours, and what was made of them."""

import datetime

from newsletter import digests
from newsletter.models import DigestRun, Issue
from tests import make


def at(time):
    """Return a moment of June 2025 in UTC: "2 05:00" is Monday the second, seven in the morning in Paris."""
    day, clock = time.split()
    return datetime.datetime.fromisoformat(f"2025-06-{int(day):02} {clock}+00:00")


def story(time, headline=None, **fields):
    """Make a story that readers have had since a moment of June."""
    named = {"headline": headline} if headline else {}
    return make.make_article(published_at=at(time), **named | fields)


def read(name, *cadences):
    """Make a list of this name with a reader for each of these cadences, a daily one unless told."""
    letter = make.make_newsletter(name=name)
    for cadence in cadences or ["daily"]:
        reader = make.make_subscriber(f"{cadence}@example.org", letter)
        reader.subscriptions.update(cadence=cadence)
    return letter


def run(*times):
    """Turn the clock at these moments of June."""
    for time in times:
        digests.run_due(at(time))


def issues():
    """Return the stories of every issue, in their order, the first issue first."""
    return [
        [place.article for place in issue.places.select_related("article")]
        for issue in Issue.objects.order_by("pk")
    ]


def came_of():
    """Return what came of each moment: the day and hour in UTC, and why nothing did."""
    runs = DigestRun.objects.order_by("due_at")
    return [(f"{run.due_at:%-d %H:%M}", run.skipped) for run in runs]
