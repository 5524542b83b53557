"""Connections to the web server: slow ones, silent ones, and how each of them ends."""

import contextlib
import socket
import sys
import threading
import time

import psutil
import pytest

from newsroom.webworker.patience import GOODBYE
from tests.newsroom.webworker.asking import Reader, is_closed_now
from tests.newsroom.webworker.server import Server

pytestmark = pytest.mark.alone


TIMES = 3  # so often the long page fits into no buffer
STAYING = 10  # so many, one after the other, would hold it up for longer than a busy machine does


@pytest.mark.parametrize(
    "end",
    [
        "HTTP/1.0\r\nHost: localhost:{}\r\n\r\n",
        "HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
    ],
)
def test_who_wants_one_answer_gets_one_and_the_end(server, reader, end):
    reader.send(f"GET {server.pages['story']} {end.format(server.port)}".encode())
    answer = reader.read()
    assert (answer.status, answer.headers["connection"]) == (200, "close")
    assert reader.is_closed()


def test_who_does_not_leave_after_the_last_answer_holds_up_nobody(server, reader):
    story, start = server.pages["story"], time.monotonic()
    with contextlib.ExitStack() as stack:
        staying = [stack.enter_context(Reader(server)) for _ in range(STAYING)]
        for each in staying:
            each.send(each.request(story, "Connection: close"))
            assert each.read().status == 200
        wrong = stack.enter_context(Reader(server))
        wrong.send(b"?\r\n\r\n")
        assert wrong.file.readline() == b"HTTP/1.1 400 Bad Request\r\n"
        assert not reader.ask(story).was_django
        assert time.monotonic() - start < STAYING * GOODBYE / 2
        assert staying[0].is_closed()


def test_who_says_no_more_after_asking_is_answered(server, reader):
    reader.send(reader.request(server.pages["story"]))
    reader.socket.shutdown(socket.SHUT_WR)
    assert reader.read().status == 200
    assert reader.is_closed()


def test_readers_who_read_nothing_hold_up_nobody_and_miss_nothing(server):
    story = server.pages["story"]
    with contextlib.ExitStack() as stack:
        stack.enter_context(Reader(server)).ask(server.pages["long"])
        stack.enter_context(Reader(server)).ask(story)
        slow = [stack.enter_context(Reader(server, buffer=4_096)) for _ in range(6)]
        for _ in range(TIMES):
            for reader in slow:
                reader.send(reader.request(server.pages["long"], "Accept-Encoding: identity"))
            time.sleep(0.3)  # each is a packet of its own
        with Reader(server) as reader:
            assert not reader.ask(story).was_django
            assert reader.ask(f"{story}?utm=%61").was_django  # a thread is left
        for reader in slow:
            answers = [reader.read() for _ in range(TIMES)]
            assert all(answer == answers[0] for answer in answers)
            assert (answers[0].status, len(answers[0].body) > 1_500_000) == (200, True)
            assert not reader.ask(story).was_django


def test_silent_connections_are_closed_and_busy_ones_are_not(server):
    with Reader(server) as silent, Reader(server) as once, Reader(server) as busy:
        once.ask(server.pages["story"])
        waiting, end = [silent, once], time.monotonic() + 60
        while waiting := [each for each in waiting if not is_closed_now(each)]:
            assert busy.ask(server.pages["story"]).status == 200
            assert time.monotonic() < end
            time.sleep(0.25)
        assert not is_closed_now(busy)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process from outside")
def test_more_connections_than_files_end_no_process(server):
    [worker] = psutil.Process(server.process.pid).children()
    usual = worker.rlimit(psutil.RLIMIT_NOFILE)
    with contextlib.ExitStack() as stack:
        stack.callback(worker.rlimit, psutil.RLIMIT_NOFILE, usual)
        worker.rlimit(psutil.RLIMIT_NOFILE, (worker.num_fds() + 5, usual[1]))
        for _ in range(40):
            stack.enter_context(Reader(server))
        assert stack.enter_context(Reader(server)).ask(server.pages["story"]).status == 200
    assert psutil.Process(server.process.pid).children() == [worker]


@pytest.fixture
def ending(tmp_path):
    """A server of one's own, to stop it."""
    server = Server(tmp_path)
    server.fill()
    server.start()
    yield server
    server.kill()


def test_asked_to_stop_it_ends_what_is_under_way_and_then_itself(ending):
    story = ending.pages["story"]
    with Reader(ending) as idle, Reader(ending) as begun, Reader(ending) as silent:
        idle.ask(story)
        data = begun.request(f"{story}?utm=%61")
        begun.send(data[:20])
        time.sleep(0.2)
        stopped = threading.Thread(target=lambda: seconds.append(ending.stop()))
        seconds = []
        stopped.start()
        while (answer := idle.ask(story)).headers["connection"] != "close":
            time.sleep(0.01)  # it has not heard of it yet
        assert (answer.status, idle.is_closed()) == (200, True)
        begun.send(data[20:])
        answer = begun.read()
        assert (answer.status, answer.headers["connection"], begun.is_closed()) == (
            200,
            "close",
            True,
        )
        stopped.join(60)
        assert silent.is_closed()
    assert seconds[0] < 15  # of the 20 in which the rest would be cut off
