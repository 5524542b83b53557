"""Files fetched from an old site, which may be slow, wrong or hostile; this machine stands for it."""

import datetime
import socket
import time
from email.utils import format_datetime

import pytest

from newsroom.moving.media import oldsite, patience
from newsroom.moving.media.oldsite import OldSite
from newsroom.moving.media.sources import Missing
from tests.harness import old_site
from tests.harness.old_site import HOST, answer, status
from tests.newsroom.moving.media.asking import A, B, attachment, is_here_or_public, said
from tests.newsroom.moving.media.files import photo


@pytest.mark.parametrize(
    "send",
    [
        answer,
        old_site.packed,
        old_site.unannounced,
        old_site.in_chunks,
        lambda body: answer(body, Content_Type="text/html"),
    ],
)
def test_a_file_comes_as_it_was_sent(fetch, pages, send):
    pages[A] = send(photo())
    assert fetch(A) == photo()


def test_we_say_who_asks_and_want_nothing_packed(fetch, pages, server, settings):
    settings.SITE_URL = "https://news.example"
    pages[A] = answer(photo())
    fetch(A)
    (head,) = server.heads
    assert (head["user-agent"], head["accept-encoding"], head["host"]) == (
        "Newsroom import (+https://news.example)",
        "identity",
        f"{HOST}:{server.server_address[1]}",
    )


@pytest.mark.parametrize("code", [204, 206, 400, 401, 403, 404, 410, 451])
def test_what_is_not_there_is_listed_with_what_the_old_site_said(fetch, pages, code, pauses):
    pages[A] = answer(photo(), code=code)
    assert (said(fetch), pauses) == (f"the old site said {code}", [])


def test_a_busy_site_is_asked_again_when_it_says(fetch, pages, pauses):
    pages[A] = [status(429, Retry_After=7), status(503), answer(photo())]
    assert (fetch(A), pauses) == (photo(), [7, patience.WAITS[1]])


def test_what_a_busy_site_asks_of_one_holds_for_all(fetch, pages, pauses):
    pages[A] = [status(429, Retry_After=60), answer(photo())]
    pages[B] = answer(photo("gold"))
    assert fetch(A) == photo()
    assert fetch(B) == photo("gold")
    asked, left = pauses
    assert (asked, 0 < left <= 60) == (60, True)


def test_a_site_that_stays_busy_is_left_after_some_tries(fetch, pages, server, pauses):
    pages[A] = status(503, Retry_After=100_000)
    assert said(fetch) == "the old site said 503"
    assert (len(server.asked), pauses) == (4, [patience.LONGEST] * 3)


def test_the_old_site_may_name_a_moment():
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30)
    busy = patience.Busy("", format_datetime(soon, usegmt=True))
    assert 25 < patience.seconds(busy, 1.0) <= 30


@pytest.mark.parametrize(
    "after", ["", "soon", "-5", "٧", "9" * 400, "Mon, 99 Nov 2026 00:00:00 GMT"]
)
def test_a_moment_that_makes_no_sense_is_ours_to_choose(after):
    assert patience.seconds(patience.Busy("", after), 4.0) == 4.0


def test_nobody_waits_until_yesterday():
    assert patience.seconds(patience.Busy("", "Sun, 29 Nov 2020 00:00:00 GMT"), 4.0) == 0


@pytest.mark.parametrize(
    "page",
    [
        answer(photo()[:200], length=len(photo())),
        old_site.in_chunks(photo(), ended=False),
        old_site.packed(photo())[:-40],
        answer(photo()[:40], Content_Encoding="gzip"),
        b"",
        b"220 mail.example ESMTP\r\n",
    ],
)
def test_half_a_file_is_none_and_is_asked_for_again(fetch, pages, page, pauses):
    pages[A] = [page, answer(photo())]
    assert (fetch(A), len(pauses)) == (photo(), 1)
    pages[A] = page
    assert said(fetch).startswith("the old site did not answer in full")


@pytest.mark.parametrize(
    "page",
    [
        answer(b"\xff\xd8\xff" + b"\0" * 2000),
        old_site.unannounced(b"\xff\xd8\xff" + b"\0" * 2000),
        old_site.packed(b"\xff\xd8\xff" + b"\0" * 2000),
        old_site.in_chunks(b"\xff\xd8\xff" + b"\0" * 2000),
        old_site.endless(b"\xff\xd8\xff"),
        answer(photo(), length=10**15),
    ],
)
def test_what_is_too_large_is_left_whatever_the_site_says_of_its_size(fetch, pages, page, settings):
    settings.LARGEST_UPLOAD = 1500
    pages[A] = page
    assert said(fetch) == "it is larger than 0 MB"


def test_a_bomb_that_is_packed_small_is_left(fetch, pages):
    pages[A] = old_site.packed(b"\xff\xd8\xff" + b"\0" * 40_000_000)
    assert len(pages[A]) < 60_000
    assert said(fetch) == "it is larger than 32 MB"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<!doctype html><p>Not found</p>", "it is no picture of a kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is no picture of a kind"),
        (b"", "the old site sent nothing"),
    ],
)
def test_what_is_sent_is_looked_at_and_not_believed(fetch, pages, body, why):
    pages[A] = answer(body, Content_Type="image/jpeg")
    assert said(fetch).startswith(why)


def test_what_is_packed_in_another_way_is_left(fetch, pages):
    pages[A] = answer(photo(), Content_Encoding="br")
    assert said(fetch) == "the old site sent it packed as br"


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 So\r\n\r\n\xff\xd8\xff"])
def test_a_site_that_falls_silent_or_drips_ends_in_time(fetch, pages, begins, monkeypatch):
    def drip(write):
        write(begins)
        while True:
            time.sleep(0.02)
            write(b"H")

    monkeypatch.setattr(oldsite, "A_FILE", 0.3)
    pages[A] = drip
    began = time.monotonic()
    assert said(fetch) == "the old site took too long"
    assert time.monotonic() - began < 2


def test_a_site_whose_files_never_end_is_left_alone_though_it_answers(fetch, pages, monkeypatch):
    def drip(write):
        write(old_site.unannounced(photo()[:200]))
        while True:
            time.sleep(0.02)
            write(b"\0")

    monkeypatch.setattr(oldsite, "A_FILE", 0.2)
    monkeypatch.setattr(patience, "IN_VAIN", 2)
    pages[A] = drip
    heard = [said(fetch) for _ in range(3)]
    assert heard == ["the old site took too long"] * 2 + ["the old site no longer answered"]


def test_a_site_that_is_not_there_any_more_is_soon_left_alone(names):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    site = OldSite(
        [f"http://{HOST}:{port}"], names=names, may_be_asked=is_here_or_public, pause=bool
    )
    failed = []
    for _ in range(patience.IN_VAIN + 1):
        with pytest.raises(Missing) as missing:
            site.open(attachment(A))
        failed.append(str(missing.value))
    assert set(failed[:-1]) == {"the old site did not answer in full (ConnectionRefusedError)"}
    assert failed[-1] == "the old site no longer answered"


def test_what_answers_again_is_asked_on(fetch, pages):
    for _ in range(patience.IN_VAIN - 1):
        pages[A] = status(500)
        said(fetch)
    pages[B] = answer(photo())
    fetch(B)
    said(fetch)
    assert fetch(B) == photo()
