"""How old the pages are that readers get while a story changes, or something falls due."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.harness.web import FROM_THE_SITE, THROUGH_NGINX

# Its arguments: the slug of a story, and how often to change its headline.
WRITER = """
import sys, time, django
django.setup()
from articles import publishing
from articles.models import Article
story = Article.objects.get(slug=sys.argv[1])
for number in range(1, int(sys.argv[2]) + 1):
    begun = time.time()
    story.headline = f"Number {number} of the lake"
    publishing.save(story, by=None)
    print(number, time.time(), flush=True)
    time.sleep(max(0, 0.033 - (time.time() - begun)))
"""


def commits(said: str) -> dict[int, float]:
    """Return when each number was written, in seconds since 1970, from what the writer printed."""
    lines = (line.split() for line in said.splitlines())
    return {int(number): float(moment) for number, moment in lines}


def seconds_late(site, path, moment, holds):
    """Return how long after a moment the site and nginx were last asked in vain for a page that `holds(text)`.

    What a busy machine takes to answer is no lateness; nor is anything shown before its moment.
    """
    due = moment.timestamp()

    def watch(port):
        late = 0
        while not holds((answer := site.read(path, "br", port=port)).text):
            late = max(0, answer.begun - due)
            assert late < 10
            time.sleep(0.02)
        assert answer.begun + answer.seconds >= due
        return late

    with ThreadPoolExecutor() as both:
        return list(both.map(watch, (site.web_port, site.nginx_port)))


def is_on_time(late):
    at_the_site, through_nginx = late
    return at_the_site <= FROM_THE_SITE and through_nginx <= THROUGH_NGINX


class Poller(threading.Thread):
    """Reads a page again and again with `read()`, which returns when it asked and the text, and notes what it said."""

    def __init__(self, read):
        super().__init__()
        self.read, self.seen, self.stopped = read, [], threading.Event()
        self.start()

    def run(self):
        while not self.stopped.wait(0.06):
            begun, text = self.read()
            number = re.search(r"Number (\d+) of", text)
            self.seen.append((begun, int(number[1]) if number else 0))

    def stop(self):
        self.stopped.set()
        self.join()

    def staleness(self, commits: dict[int, float]) -> float:
        """Return by how many seconds the oldest page that was read was too old."""
        return max(begun - commits.get(number + 1, begun) for begun, number in self.seen)
