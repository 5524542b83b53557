"""The threads of a process make pages for strangers one after the other, and none of them waits for long."""

import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from selectors import EVENT_READ, DefaultSelector
from types import SimpleNamespace

import pytest
from gunicorn.workers.gthread import PollableMethodQueue

from newsroom.webworker import Worker, turns

GET = b"GET /a/ HTTP/1.1\r\nHost: x\r\n\r\n"


class Desk(Worker):
    """As much of a worker as shares out requests; each takes a while, and it counts how many are made at once."""

    def __init__(self, seconds):
        self.seconds, self.now, self.most = seconds, 0, 0
        self.waiting, self.making, self.turn_ends = deque(), None, 0.0
        self.log = SimpleNamespace(write_waiting=lambda: None)
        self.alive, self.nr_conns = True, 0
        self.tpool, self.poller = ThreadPoolExecutor(4), DefaultSelector()
        self.method_queue = PollableMethodQueue()
        self.method_queue.init()
        self.poller.register(
            self.method_queue.fileno(), EVENT_READ, self.method_queue.run_callbacks
        )

    def handle(self, conn):
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(self.seconds)
        self.now -= 1
        return False

    def serve(self, *turns):
        """Answer a request of each kind, all of them there at once, and return how many seconds that took."""
        begun = time.monotonic()
        for waits in turns:
            self.nr_conns += 1
            conn = SimpleNamespace(waits_its_turn=waits, close=lambda graceful: None)
            self.enqueue_req(conn)
        while self.nr_conns:
            self.wait_for_and_dispatch_events(1)
        self.tpool.shutdown()
        self.poller.close()
        self.method_queue.close()
        return time.monotonic() - begun


def test_pages_for_strangers_are_made_one_after_the_other(monkeypatch):
    monkeypatch.setattr(turns, "TURN", 5)
    desk = Desk(0.05)
    desk.serve(True, True, True)
    assert desk.most == 1


def test_nobody_waits_long_for_a_page_that_takes_long(monkeypatch):
    monkeypatch.setattr(turns, "TURN", 0.05)
    desk = Desk(0.5)
    assert desk.serve(True, True, True) < 1.2
    assert desk.most == 3


def test_who_works_here_or_writes_waits_for_no_reader(monkeypatch):
    monkeypatch.setattr(turns, "TURN", 5)
    desk = Desk(0.3)
    desk.serve(True, False, False)
    assert desk.most == 3


@pytest.mark.parametrize(
    ("data", "waits"),
    [
        (GET, True),
        (GET.replace(b"GET", b"HEAD"), True),
        (GET.replace(b"Host", b"Cookie: a=1\r\nHost"), False),
        (GET.replace(b"GET", b"POST"), False),
        (GET[:-2], False),
    ],
)
def test_a_page_that_a_stranger_reads_waits_its_turn(data, waits):
    desk = Desk(0)
    desk.front = SimpleNamespace(find=lambda environ: None)
    desk.believed = frozenset()
    conn = SimpleNamespace(client=("127.0.0.1", 1), waits_its_turn=False)
    assert desk._prepare(conn, data) is None
    assert conn.waits_its_turn is waits
    desk.serve()
