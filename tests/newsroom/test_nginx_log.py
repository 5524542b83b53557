"""What the shipped nginx writes down of a mailed link that somebody opens."""

import os
import urllib.error
import urllib.request

import pytest

from newsletter import links
from newsletter.models import NewAddress
from tests.harness import nginx
from tests.harness.ports import free_port
from tests.make import make_newsletter, make_subscriber

pytestmark = [pytest.mark.alone, pytest.mark.django_db]


def opened(port, path):
    """Ask for an address; behind this nginx stands nothing, and it writes that down all the same."""
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10)
    assert answer.value.code == 502
    answer.value.close()


def test_no_link_out_of_a_newsletter_stands_in_a_log_of_nginx(tmp_path):
    if nginx.program() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(nginx.INSTALL)
    morning = make_newsletter()
    reader = make_subscriber("ani@example.com", morning)
    change = NewAddress.objects.create(subscriber=reader, email="new@example.com")
    mailed = [
        links.confirm(reader, [morning]),
        links.preferences(reader),
        f"{links.own(reader)}erase/",
        links.new_address(change),
        links.unsubscribe(reader, morning),
    ]
    paths = [link.removeprefix("http://testserver") for link in mailed]
    port = free_port()
    with nginx.nginx(free_port(), port, tmp_path):
        for path in [*paths, "/newsletter/issues/morning/monday/"]:
            opened(port, path)
    written = "".join(file.read_text() for file in (tmp_path / "log").iterdir())
    asked = [line.split()[3] for line in written.splitlines() if "/newsletter/" in line]
    assert asked == [
        *(f"/newsletter/{kind}/[hidden]" for kind in ("confirm", "preferences", "preferences")),
        *(f"/newsletter/{kind}/[hidden]" for kind in ("address", "unsubscribe")),
        "/newsletter/issues/morning/monday/",
    ]
    assert [path for path in paths if path.split("/")[3] in written] == []
