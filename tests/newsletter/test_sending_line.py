"""What goes over the line arrives whole, and what is answered is understood, also by halves."""

import smtplib
import socket
import threading
from ipaddress import ip_address

import pytest
from cryptography import x509

from newsletter.sending.line import Line
from tests.harness.certificate import shown, sign
from tests.harness.mail_server import Server, serving
from tests.newsletter.sent import send, started, states


@pytest.fixture
def ends():
    """Both ends of a connection, ours as smtplib has it."""
    ours, theirs = socket.socketpair()
    connection = smtplib.SMTP(local_hostname="here")
    connection.sock, connection.file = ours, ours.makefile("rb")
    with ours, theirs:
        yield Line(connection), theirs
        connection.close()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"250 OK\r\n", (250, "OK")),
        (b"250\r\n", (250, "")),
        (b"550-5.1.1 No such\r\n550 user \xff\r\n", (550, "5.1.1 No such\nuser �")),
        (b"No code\r\n", (-1, "ode")),
        (b"+25 OK\r\n", (-1, "OK")),
    ],
)
def test_an_answer_is_a_code_and_words(ends, answer, expected):
    line, theirs = ends
    theirs.sendall(answer + b"354 next\r\n")
    assert [line.read(), line.read()] == [expected, (354, "next")]


@pytest.mark.parametrize("answer", [b"", b"25", b"250-OK\r\n"])
def test_half_an_answer_is_none(ends, answer):
    line, theirs = ends
    theirs.sendall(answer)
    theirs.close()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        line.read()


def test_a_line_that_is_closed_takes_nothing(ends):
    line, _theirs = ends
    line.close()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        line.write(b"RSET\r\n")


def test_a_letter_that_is_more_than_fits_at_once_arrives_whole(ends):
    line, theirs = ends
    pieces, came = [bytes([number]) * 100_000 for number in range(50)], []
    line.wait_at_most(60)

    def listen():
        with theirs.makefile("rb") as reading:
            came.append(reading.read(5_000_000))

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    line.write(*pieces)
    listener.join()
    assert came == [b"".join(pieces)]


@pytest.mark.django_db
def test_letters_go_over_an_encrypted_line_too(settings, monkeypatch, tmp_path):
    certificate = sign(tmp_path / "mail.pem", x509.IPAddress(ip_address("127.0.0.1")))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    issue = started("ani", "aram")
    with serving(settings, Server(pipelining=True), shown(certificate)) as server:
        send()
    assert states(issue) == {"ani": "sent", "aram": "sent"}
    assert len(server.accepted) == 2
