"""Whether pages of others answer: name servers and web servers on this machine stand for the world."""

import socket
import ssl
import threading
import time

import pytest
from cryptography import x509

from newsletter.doctor import reach
from newsroom.press.names import Names
from tests.harness import http_server
from tests.harness.certificate import shown, sign

HOST = "page.example"
NOTHING = (200, {}, b"")


@pytest.fixture
def world(names, monkeypatch):
    """Let this machine be the whole world, under one name."""
    names[HOST, "A"] = ["127.0.0.1"]
    is_public = reach.is_public
    monkeypatch.setattr(reach, "is_public", lambda at: at == "127.0.0.1" or is_public(at))
    return names


def status(link, seconds=5.0):
    return reach.status(link, Names(time.monotonic() + seconds))


def asked(answers, path="/a"):
    with http_server.answering(answers) as server:
        return status(f"http://{HOST}:{server.server_port}{path}"), server.asked


def test_a_page_that_answers_is_asked_once_by_its_head(world):
    assert asked(lambda *_: NOTHING) == ("", [("HEAD", "/a")])


def test_an_address_in_any_script_is_asked_for(world):
    said, (request,) = asked(lambda *_: NOTHING, "/Երևան?օր=1&b=%20")
    assert (said, request) == ("", ("HEAD", "/%D4%B5%D6%80%D6%87%D5%A1%D5%B6?%D6%85%D6%80=1&b=%20"))


@pytest.mark.parametrize("code", [403, 404, 405, 501])
def test_a_server_that_knows_no_head_is_asked_for_the_page(world, code):
    answers = lambda method, _path: (code, {}, b"") if method == "HEAD" else NOTHING  # noqa: E731
    assert asked(answers) == ("", [("HEAD", "/a"), ("GET", "/a")])


@pytest.mark.parametrize(("code", "said"), [(404, "404"), (410, "410"), (500, "500"), (403, "")])
def test_a_page_that_is_gone_is_told_from_one_that_lets_no_program_in(world, code, said):
    assert asked(lambda *_: (code, {}, b""))[0] == said


def test_a_redirect_is_followed(world):
    def answers(_method, path):
        return (301, {"Location": "/b"}, b"") if path == "/a" else NOTHING

    assert asked(answers) == ("", [("HEAD", "/a"), ("HEAD", "/b")])


def test_a_redirect_that_never_ends_does(world):
    said, requests = asked(lambda *_: (302, {"Location": "/a"}, b""))
    assert (said, len(requests)) == ("∞", reach.MOST_REDIRECTS + 1)


def test_a_redirect_leads_to_no_machine_of_our_own(world):
    world["inside.example", "A"] = ["10.0.0.1"]
    said, requests = asked(lambda *_: (302, {"Location": "http://inside.example/secret"}, b""))
    assert (said, len(requests)) == ("inside.example", 1)


@pytest.mark.parametrize(
    "link",
    [
        *("http://localhost/", "http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/"),
        *("http://169.254.169.254/latest/", "http://192.168.1.1/", "http://0.0.0.0/"),
        *("http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://2130706433/", "http://0x7f.1/"),
        *("http://mixed.example/", "http://nowhere.example/", "ftp://page.example/", "file:///etc"),
        *("mailto:ani@example.com", "javascript:alert(1)", "http://", "//page.example/", "http://[x/"),
        *("http://page.example:99999/", "http://user@127.0.0.1/", "http://" + "a" * 300 + ".example/"),
    ],
)  # fmt: skip
def test_nothing_but_public_machines_is_asked(names, link, monkeypatch):
    names["mixed.example", "A"] = ["93.184.215.14", "127.0.0.1"]
    names[HOST, "A"] = ["93.184.215.14"]
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was asked"))
    assert status(link) != ""


def test_the_name_is_looked_up_once_and_the_address_is_pinned(world):
    asked(lambda method, _path: (405, {}, b"") if method == "HEAD" else NOTHING)
    one = Names(time.monotonic() + 5)
    assert one.addresses(HOST) == ["127.0.0.1"]
    world[HOST, "A"] = ["10.0.0.1"]
    assert one.addresses(HOST) == ["127.0.0.1"]


def test_a_server_that_is_not_there_is_named(world):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert status(f"http://{HOST}:{unused.getsockname()[1]}/") == "ConnectionRefusedError"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """Return a file with a key and the certificate for HOST that it signed itself."""
    return sign(tmp_path_factory.mktemp("tls") / "page.pem", x509.DNSName(HOST))


def asked_over_tls(certificate):
    with http_server.answering(lambda *_: NOTHING, shown(certificate)) as server:
        return status(f"https://{HOST}:{server.server_port}/a"), server.asked


def test_a_page_over_tls_is_asked_under_its_name(world, certificate, monkeypatch):
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    assert asked_over_tls(certificate) == ("", [("HEAD", "/a")])


def test_a_certificate_that_nobody_vouches_for_is_said(world, certificate):
    assert asked_over_tls(certificate) == ("SSLCertVerificationError", [])


@pytest.mark.parametrize(
    ("scheme", "drips"), [("http", False), ("http", True), ("https", False), ("https", True)]
)
def test_a_server_that_falls_silent_or_says_a_letter_at_a_time_ends_in_time(world, scheme, drips):
    over = threading.Event()

    def serve(listening):
        line, _address = listening.accept()
        with line:
            while not over.wait(0.05):
                if drips:
                    try:
                        line.sendall(b"\x16" if scheme == "https" else b"H")
                    except OSError:
                        return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=serve, args=(listening,))
        server.start()
        began = time.monotonic()
        try:
            assert status(f"{scheme}://{HOST}:{listening.getsockname()[1]}/", 0.5) != ""
            assert time.monotonic() - began < 2
        finally:
            over.set()
            server.join()
