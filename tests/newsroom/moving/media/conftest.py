"""What the tests of pictures and files share: a copy of the uploads, and an old site on this machine."""

import pytest

from newsroom.moving.media.oldsite import OldSite
from tests.harness import old_site
from tests.newsroom.moving.media.asking import attachment, is_here_or_public
from tests.newsroom.moving.media.files import photo, put


@pytest.fixture
def uploads(tmp_path):
    """A copy of the uploads of the old site, with one picture."""
    put(tmp_path, "uploads/2020/ferry.jpg", photo())
    return tmp_path / "uploads"


@pytest.fixture
def brought(bring, uploads):
    return lambda *records, **options: bring(*records, media_from=uploads, **options)


@pytest.fixture
def pages():
    return {}


@pytest.fixture
def server(pages):
    with old_site.serving(pages) as server:
        yield server


@pytest.fixture
def names():
    return old_site.Names()


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def site(server, names, pauses):
    """The old site, with this machine for the whole world and without waiting."""
    return OldSite(
        [server.at("")], names=names, may_be_asked=is_here_or_public, pause=pauses.append
    )


@pytest.fixture
def fetch(site, server):
    def fetch(path_or_link):
        link = path_or_link if "://" in path_or_link else server.at(path_or_link)
        with site.open(attachment(link)) as file:
            return file.read()

    return fetch
