"""Who is asked for the files of an old site: its own public hosts, and nobody else by whatever way."""

import socket
from urllib.parse import quote

import pytest

from newsroom.moving.media.oldsite import OldSite
from newsroom.moving.media.sources import Missing
from newsroom.press import foreign
from newsroom.press.names import Names
from tests.harness import old_site
from tests.harness.old_site import HOST, answer, moved, status
from tests.newsroom.moving.media.asking import A, B, attachment, is_here_or_public, said
from tests.newsroom.moving.media.files import photo


@pytest.mark.parametrize("link", ["/a b.jpg", "/a%20b.jpg"])
def test_an_address_is_asked_for_as_it_is_meant(fetch, pages, server, link):
    pages["/a%20b.jpg"] = answer(photo())
    assert (fetch(link), server.asked) == (photo(), ["/a%20b.jpg"])


def test_an_address_without_a_host_is_the_old_sites(site, pages):
    pages[A] = answer(photo())
    with site.open(attachment(A)) as file:
        assert file.read() == photo()


def test_the_host_may_stand_in_any_script(server, names, pages):
    names.knows["xn--80a1acny.xn--p1ai"] = ["127.0.0.1"]
    pages[A] = answer(photo())
    home = server.at("", "почта.рф")
    site = OldSite([home], names=names, may_be_asked=is_here_or_public)
    site.open(attachment(home + A)).close()
    site.open(attachment(server.at(A, "xn--80a1acny.xn--p1ai"))).close()
    hosts = {head["host"].rpartition(":")[0] for head in server.heads}
    assert hosts == {"xn--80a1acny.xn--p1ai"}


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_old_site_is_followed(fetch, pages, code):
    pages[A] = status(code, Location=B)
    pages[B] = answer(photo())
    assert fetch(A) == photo()


def test_the_site_with_www_is_the_same_site(fetch, pages, server):
    pages[A] = moved(server.at(B, f"www.{HOST}"))
    pages[B] = answer(photo())
    assert fetch(A) == photo()


def test_a_redirect_that_never_ends_does(fetch, pages, server):
    pages[A] = moved(A)
    assert said(fetch) == "it was redirected without end"
    assert len(server.asked) == foreign.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("https://cdn.example/a.jpg", "it is on another host: cdn.example"),
        ("//cdn.example/a.jpg", "it is on another host: cdn.example"),
        ("http://127.0.0.1/a.jpg", "it is on another host: 127.0.0.1"),
        ("http://[::1]/a.jpg", "it is on another host: ::1"),
        ("http://[::ffff:127.0.0.1]/a.jpg", "it is on another host: ::ffff:127.0.0.1"),
        ("http://2130706433/a.jpg", "it is on another host: 2130706433"),
        ("http://0177.0.0.1/a.jpg", "it is on another host: 0177.0.0.1"),
        ("http://0x7f.1/a.jpg", "it is on another host: 0x7f.1"),
        ("http://169.254.169.254/latest/meta-data/", "it is on another host: 169.254.169.254"),
        ("http://lake.example@10.0.0.1/a.jpg", "it is on another host: 10.0.0.1"),
        (
            "http://lake.example.evil.example/a.jpg",
            "it is on another host: lake.example.evil.example",
        ),
        ("http://images.lake.example/a.jpg", "it is on another host: images.lake.example"),
        ("http://lake.example:22/a.jpg", "it is behind another door of the old site: 22"),
        ("http://lake.example:99999/a.jpg", "its address is none"),
        ("http://[lake/a.jpg", "its address is none"),
        ("ftp://lake.example/a.jpg", "its address is none of the web"),
        ("file:///etc/passwd", "its address is none of the web"),
    ],
)
def test_nobody_else_is_asked_neither_first_nor_by_a_redirect(
    site, fetch, pages, server, to, why, monkeypatch
):
    pages[A] = moved(to)
    assert (said(fetch), server.asked) == (why, [A])
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was asked"))
    for ask in (site.open, site.check):
        with pytest.raises(Missing) as missing:
            ask(attachment(to))
        assert str(missing.value) == why


@pytest.mark.parametrize(
    "inside", [["10.0.0.1"], ["127.0.0.2"], ["169.254.169.254"], ["93.184.215.14", "10.0.0.1"], []]
)
def test_an_old_site_inside_of_our_own_network_is_not_asked(fetch, names, inside, monkeypatch):
    names.knows[HOST] = inside
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was asked"))
    assert said(fetch) == f"its host has no public address: {HOST}"


def test_without_an_injected_check_this_machine_is_refused(server, names):
    with pytest.raises(Missing, match="no public address"):
        OldSite([server.at("")], names=names).open(attachment(server.at(A)))
    assert server.asked == []


@pytest.mark.parametrize(
    ("home", "link"),
    [
        ("https://lake.example/blog", "http://www.lake.example/a.jpg"),
        ("http://www.lake.example", "https://lake.example/a.jpg"),
        ("lake.example", "https://lake.example:443/a.jpg"),
        ("https://lake.example:8443", "https://lake.example:8443/a.jpg"),
        ("https://lake.wordpress.com", "https://lake.files.wordpress.com/2020/a.jpg"),
    ],
)
def test_these_are_the_old_site(home, link):
    OldSite([home], names=old_site.Names()).check(attachment(link))


@pytest.mark.parametrize("home", ["", "https://", "https://[lake", "https://lake.example:x"])
def test_a_site_without_an_address_has_no_host(home):
    with pytest.raises(Missing, match=r"on another host|address is none"):
        OldSite([home], names=old_site.Names()).check(attachment("https://lake.example/a.jpg"))


class Said(Names):
    """Our way of asking name servers, which say something else each time; of all other names they have never heard."""

    def __init__(self, *addresses):
        super().__init__(float("inf"))
        self.next = list(addresses)

    def _answer(self, name, kind):
        return [self.next.pop(0)] if self.next and (name, kind) == (HOST, "A") else []


def test_a_name_that_leads_elsewhere_from_one_moment_to_the_next_is_looked_up_once(server, pages):
    pages[A] = pages[B] = answer(photo())
    said = Said("127.0.0.1", "10.0.0.1")
    site = OldSite([server.at("")], names=said, may_be_asked=is_here_or_public)
    for path in (A, B):
        with site.open(attachment(path)) as file:
            assert file.read() == photo()
    assert said.next == ["10.0.0.1"]


def test_a_name_that_leads_inside_by_the_next_file_is_not_asked_for_it(fetch, pages, names, server):
    pages[A] = pages[B] = answer(photo())
    fetch(A)
    names.knows[HOST] = ["10.0.0.1"]
    assert said(lambda _: fetch(B)) == f"its host has no public address: {HOST}"
    assert server.asked == [A]


@pytest.mark.parametrize(
    "home",
    [
        *("http://127.0.0.1", "http://127.1", "http://0177.0.0.1", "http://0x7f.0.0.1"),
        *("http://2130706433", "http://017700000001", "http://0x7f000001", "http://localhost"),
        *("http://[::1]", "http://[::ffff:127.0.0.1]", "http://[::127.0.0.1]", "http://0.0.0.0"),
        *("http://169.254.169.254", "http://[fd00:ec2::254]", "http://[64:ff9b::a9fe:a9fe]"),
    ],
)
def test_an_archive_that_calls_our_own_machines_its_site_gets_nothing(home, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was asked"))
    site = OldSite([home], names=Said(), pause=bool)
    with pytest.raises(Missing, match="no public address"):
        site.open(attachment(f"{home}/a.jpg"))


def test_a_redirect_may_name_its_letters_as_they_are(fetch, pages, server):
    pages[A] = moved("/նկար.jpg")
    pages[quote("/նկար.jpg")] = answer(photo())
    assert fetch(A) == photo()
    assert fetch(server.at("/նկար.jpg")) == photo()
