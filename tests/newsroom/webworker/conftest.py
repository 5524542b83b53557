"""One web server for all that is asked of it, and a reader who was there before."""

import pytest

from tests.newsroom.webworker.asking import Reader
from tests.newsroom.webworker.server import Server


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("web"))
    server.fill()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def reader(server):
    with Reader(server) as reader:
        reader.ask(server.pages["story"])
        yield reader
