"""A port for a server that a test starts: nobody takes it by chance, and the server gets it."""

import socket
import sys

import pytest

from tests.harness.ports import free_port


def test_nobody_listens_at_it_until_a_server_asks_for_it_by_its_number():
    port = free_port()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)
    for _ in range(2):  # one that was killed is started again at the same
        with socket.create_server(("127.0.0.1", port)):
            socket.create_connection(("127.0.0.1", port), timeout=10).close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a port be held for another")
def test_whoever_takes_any_port_gets_another():
    port = free_port()
    with socket.socket() as chance, pytest.raises(OSError, match="in use"):
        chance.bind(("127.0.0.1", port))
