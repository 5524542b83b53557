"""A storm of comments: many readers post at once, some press twice, and web processes are killed in the middle."""

import http.client
import queue
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import psutil

from comments import held
from comments.models import Comment

READERS = 12  # who post at the same moment
PATIENCE = 30  # seconds that a reader waits for one answer
TRIES = 8  # how often a reader presses again who got no answer
TWICE = 5  # every fifth comment is posted several times at once
COPIES = 6


@dataclass
class Storm:
    """What was posted where, what was answered, and what the database has of it."""

    port: int
    path: str
    comments: int
    seconds: float  # after which nobody presses any more
    answers: dict[int, list[str]] = field(default_factory=dict)
    posts: int = 0
    kills: int = 0

    def rage(self, master: int) -> "Storm":
        """Post everything, and kill one process of this web server at each quarter of the way."""
        self.end = time.monotonic() + self.seconds
        waiting = self._queue()
        every = waiting.qsize()
        readers = [threading.Thread(target=self._post_all, args=(waiting,)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for quarter in (0.75, 0.5, 0.25):
            while waiting.qsize() > every * quarter and time.monotonic() < self.end:
                time.sleep(0.01)
            self._kill_one(master)
        for reader in readers:
            reader.join()
        self.rows = Counter(Comment.objects.values_list("body", flat=True))
        return self

    def _queue(self):
        """Return the numbers of the comments to post, in no order but copies near each other."""
        numbers = list(range(self.comments))
        random.Random(7).shuffle(numbers)
        waiting: queue.Queue[int] = queue.Queue()
        for number in numbers:
            for _ in range(1 if number % TWICE else COPIES):
                waiting.put(number)
        return waiting

    def _kill_one(self, master):
        workers = psutil.Process(master).children()
        if workers:
            random.Random(self.kills).choice(workers).kill()
            self.kills += 1

    def _post_all(self, waiting):
        while time.monotonic() < self.end:
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            self._post(number)

    def press(self, number: int, times: int) -> None:
        """Post one comment so many times in the same moment."""
        self.end = time.monotonic() + self.seconds
        ready = threading.Barrier(times)

        def post():
            ready.wait()
            self._post(number)

        readers = [threading.Thread(target=post) for _ in range(times)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        self.rows = Counter(Comment.objects.values_list("body", flat=True))

    def _post(self, number):
        for attempt in range(TRIES):
            answer = self._posted(number)
            if answer:
                self.answers.setdefault(number, []).append(answer)
                return
            time.sleep(0.1 * attempt)

    def _posted(self, number) -> str | None:
        """Post once and return where the answer leads; None where there was none."""
        self.posts += 1
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("POST", self.path, urlencode(self._fields(number)), self._headers(number))
            answer = line.getresponse()
            answer.read()
            return answer.headers["Location"] if answer.status == 303 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()

    @property
    def known(self) -> list[str]:
        """Return the addresses whose comments are visible at once: each writes every tenth of a hundred."""
        return [f"known{hundred}@example.org" for hundred in range(self.comments // 100 + 1)]

    def _fields(self, number):
        email = f"reader{number}@example.org" if number % 10 else self.known[number // 100]
        return {"body": self.words(number), "name": f"Reader {number}", "email": email}

    def _headers(self, number):
        return {
            "Host": "testserver",
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": f"198.18.{number // 250}.{number % 250}",
        }

    def words(self, number) -> str:
        return f"What reader {number} thinks of the storm."

    @property
    def lost(self) -> list[int]:
        """Return the comments that were acknowledged and are not there."""
        return [number for number in self.answers if self.rows[self.words(number)] < 1]

    @property
    def doubled(self) -> list[int]:
        return [each for each in range(self.comments) if self.rows[self.words(each)] > 1]

    @property
    def answered_differently(self) -> list[int]:
        return [number for number, answers in self.answers.items() if len({*answers}) > 1]

    def leads_to(self, number) -> str:
        """Return the words of the comment to which the answer led."""
        address = urlsplit(self.answers[number][0])
        if address.fragment:
            return Comment.objects.get(pk=address.fragment.removeprefix("comment-")).body
        return held.find(address.path.split("/")[-2]).body

    def __str__(self):
        return (
            f"{self.posts} posts of {self.comments} comments, {self.kills} web processes killed: "
            f"{len(self.answers)} acknowledged, {len(self.lost)} lost, {len(self.doubled)} doubled"
        )
