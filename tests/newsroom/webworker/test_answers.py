"""What the web server's loop answers, asked by browsers and by attackers."""

import re
import time

import brotli
import pytest

from tests.newsroom.visitor import wait_until
from tests.newsroom.webworker.asking import Reader
from tests.newsroom.webworker.configuration import PLAIN

pytestmark = pytest.mark.alone


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("page", ["story", "moved", "gone"])
def test_the_loop_answers_as_django_does(server, reader, page, method, accepted):
    def both(*more):
        # What is percent-encoded is for gunicorn and wakes up a thread; `?utm` makes no other page of it.
        path = server.pages[page]
        more = (f"Accept-Encoding: {accepted}", *more)
        rendered = reader.ask(f"{path}?utm=%61", *more, method=method)
        ready = reader.ask(path, *more, method=method)
        assert (rendered.was_django, ready.was_django) == (True, False)
        assert rendered == ready
        return ready

    reader.ask(server.pages[page])
    answer = both()
    assert answer.status == {"story": 200, "moved": 301, "gone": 410}[page]
    if page == "story" and accepted == "br" and method == "GET":
        assert b"Water under it." in brotli.decompress(answer.body)
    if "etag" in answer.headers:
        answer = both(f"If-None-Match: {answer.headers['etag']}")
        assert (answer.status, answer.body) == (304, b"")
        assert "content-length" not in answer.headers


def test_the_first_reader_gets_what_the_next_ones_get(server):
    with Reader(server) as reader:
        first, second = (reader.ask(server.pages["long"]) for _ in range(2))
    assert (first.was_django, second.was_django) == (True, False)
    assert first == second


def test_two_requests_in_one_packet_are_answered_in_their_order(server, reader):
    story, moved = server.pages["story"], server.pages["moved"]
    reader.send(reader.request(story) + reader.request(moved) + reader.request("/healthz"))
    assert [reader.read().status for _ in range(3)] == [200, 301, 200]
    assert not reader.ask(story).was_django


def test_a_post_after_hits_on_the_same_connection_is_read_to_its_end(server, reader):
    story = server.pages["story"]
    assert not reader.ask(story).was_django
    answer = reader.ask(story, "Content-Length: 3", method="POST", body=b"a=b")
    assert (answer.status, answer.was_django) == (403, True)
    assert reader.ask(story).status == 200


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Content-Length: 35", PLAIN.ljust(35, b"x")),
        ("Transfer-Encoding: chunked", b"23\r\n" + PLAIN.ljust(35, b"x") + b"\r\n0\r\n\r\n"),
    ],
)
@pytest.mark.parametrize("pause", [0, 0.1])
def test_the_body_of_a_get_is_never_taken_for_a_request(server, reader, header, body, pause):
    story = server.pages["story"]
    reader.send(reader.request(story, header))
    time.sleep(pause)
    reader.send(body)
    assert reader.read().status == 200
    assert reader.ask(server.pages["gone"]).status == 410


@pytest.mark.parametrize(
    "header", ["Content-Length: 3\r\nContent-Length: 4", "Transfer-Encoding: x", "Host: evil"]
)
def test_what_can_be_read_in_two_ways_is_refused_and_ends_the_connection(server, reader, header):
    reader.send(reader.request(server.pages["story"], header))
    assert reader.file.readline().split()[1] in (b"400", b"501")
    assert reader.file.read().count(b"HTTP/1.1") == 0


@pytest.mark.parametrize("is_first", [True, False])
def test_a_request_in_pieces_is_answered(server, is_first):
    with Reader(server) as reader:
        if not is_first:
            reader.ask(server.pages["story"])
        for piece in re.findall(rb"(?s).{1,30}", reader.request(server.pages["story"])):
            reader.send(piece)
            time.sleep(0.02)
        assert reader.read().status == 200
        assert not reader.ask(server.pages["story"]).was_django


def test_a_staff_cookie_wakes_django(server, reader):
    answer = reader.ask(server.pages["story"], "Cookie: a=b; sessionid=0123")
    assert (answer.status, answer.was_django) == (200, True)
    assert not reader.ask(server.pages["story"], "Cookie: a=b").was_django


def test_the_log_has_one_line_for_each_request_and_no_secret(server):
    story = server.pages["story"]
    agent = 'A "browser"\t\xe9\x85 dfg7:hij8kl:' + "t" * 43
    with Reader(server) as reader:
        reader.ask(story, "User-Agent: The one before")
        wait_until(lambda: '"The one before"' in server.log.read_text())
        before = len(server.log.read_text().splitlines())
        answers = [
            reader.ask(f"{story}?utm=se{end}cret", f"User-Agent: {agent}", method=method)
            for end in ("", "%20")
            for method in ("GET", "HEAD")
        ]
        answers.append(reader.ask(story, f"If-None-Match: {answers[0].headers['etag']}"))
    wait_until(lambda: len(server.log.read_text().splitlines()) >= before + len(answers))
    lines = server.log.read_text().splitlines()[before:]
    rest = rf'\[[^]]+\] 127\.0\.0\.1 (\w+) {re.escape(story)} (\d+) (\d+) bytes \d+ ms "(.*)"'
    found = [re.fullmatch(rest, line).groups() for line in lines]
    assert [answer.was_django for answer in answers] == [False, False, True, True, False]
    length = str(len(answers[0].body))
    said = r"A \"browser\"\tÃ©Â\x85 [hidden]"
    assert found == [
        *[("GET", "200", length, said), ("HEAD", "200", "0", said)] * 2,
        ("GET", "304", "0", "-"),
    ]
