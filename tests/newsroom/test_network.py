"""The wall around the suite."""

import smtplib
import socket
import urllib.request

import pytest

from tests.harness import network


@pytest.fixture
def _forgiven():
    """Take back what a test was refused on purpose."""
    yield
    network.attempts.clear()


@pytest.mark.usefixtures("_forgiven")
def test_another_machine_is_out_of_reach_by_address():
    with socket.socket() as line, pytest.raises(network.Refused):
        line.connect(("192.0.2.1", 80))
    assert network.attempts == ["192.0.2.1"]


@pytest.mark.usefixtures("_forgiven")
def test_another_machine_is_out_of_reach_by_name():
    with pytest.raises(network.Refused):
        smtplib.SMTP("mail.example.org", 25)
    assert network.attempts == ["mail.example.org"]


@pytest.mark.usefixtures("_forgiven")
def test_a_swallowed_refusal_is_remembered():
    with pytest.raises(network.Refused):
        urllib.request.urlopen("http://example.org/")
    assert network.attempts == ["example.org"]


@pytest.mark.parametrize("here", ["127.0.0.1", "localhost"])
def test_this_machine_stays_reachable(here):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        socket.create_connection((here, listening.getsockname()[1])).close()
    assert network.attempts == []
