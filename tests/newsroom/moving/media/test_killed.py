"""An import that is killed while pictures and files are fetched and written, and started once more each time."""

import os
import random
import signal
from concurrent.futures import Future
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from PIL import Image

from articles.models import Document, Picture
from newsroom.models import Moved
from tests.articles.documents import PDF
from tests.harness import old_site
from tests.newsroom.moving import checksum, exports
from tests.newsroom.moving.media.files import photo, put

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("KILLS", "4"))
NEVER = 0
FILES = 6 + 4 * KILLS  # no death is after more of them than are left
REQUESTS, MOMENTS = 3, 40  # before a death at most: of each file there are some ten


@pytest.fixture
def pages():
    """Pictures and files, each sent in two halves."""
    bodies = {f"/{number}.jpg": _noise(number) for number in range(FILES)}
    bodies |= {f"/{number}.pdf": PDF + bytes([number]) for number in range(0, FILES, 5)}
    return {path: old_site.answer(body) for path, body in bodies.items()}


@pytest.fixture
def server(pages):
    """The old site, which may be told in the middle of which answer the world ends."""
    with old_site.serving({}) as server:
        server.pages = {path: _in_halves(server, body) for path, body in pages.items()}
        yield server


@pytest.fixture
def archive(server, tmp_path):
    """An export whose texts show its pictures, some of which no list of it has."""
    attachments = [
        exports.attachment(post_id=str(number), url=server.at(path), title=path)
        for number, path in enumerate(server.pages, 100)
        if number % 3
    ]
    shown = [f'<img src="{server.at(path)}" alt="">' for path in server.pages if "jpg" in path]
    linked = [f'<a href="{server.at(path)}">a file</a>' for path in server.pages if "pdf" in path]
    body = "\n\nIt left at noon.\n\n".join([*shown, *linked])
    posts = [
        exports.post(
            exports.meta("_thumbnail_id", str(101 + number)), post_id=str(number), body=body
        )
        for number in (11, 12)
    ]
    head = f"<link>{server.at('')}</link>"
    return put(tmp_path, "export.xml", exports.export(*attachments, *posts, head=head).encode())


@pytest.fixture
def importing(start, server, archive, monkeypatch, tmp_path):
    """Return a function that runs an import to its end, whichever it is, and says how it ended."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")

    def importing(data, *, moments=NEVER, requests=NEVER):
        monkeypatch.setenv("DATA_DIR", str(tmp_path / data))
        server.asked.clear()
        server.deadly = requests
        server.importer = Future()
        process = start("-m", "tests.newsroom.moving.media.dying", str(archive), str(moments))
        server.importer.set_result(process)
        said = process.stdout.read()
        return process.wait(), said

    return importing


def _noise(number):
    image = Image.effect_noise((160, 100), 20 + number).convert("RGB")
    return photo(image=image, quality=95)


def _in_halves(server, answer):
    def write(line):
        line(answer[: len(answer) // 2])
        if 0 < server.deadly <= len(server.asked):  # the next one may have asked meanwhile
            server.importer.result().kill()
        line(answer[len(answer) // 2 :])

    return write


def _brought():
    """Return the paths at which what is here stood on the old site."""
    return {urlsplit(f"//{name}").path for name in Moved.objects.values_list("old_id", flat=True)}


def test_an_import_killed_while_pictures_come_ends_in_the_same_rows_and_files(
    importing, server, tmp_path
):
    chance = random.Random(KILLS)
    asked = set()
    for _ in range(KILLS):
        here = _brought()
        deadly = chance.choice(
            [
                {"moments": chance.randint(1, MOMENTS)},
                {"requests": chance.randint(1, REQUESTS)},
            ]
        )
        assert importing("killed", **deadly) == (-signal.SIGKILL, "")
        assert here.isdisjoint(server.asked)
        asked |= set(server.asked)
    here = _brought()
    assert importing("killed") == (0, "True {}")
    assert here.isdisjoint(server.asked)
    assert asked | set(server.asked) == server.pages.keys()
    killed = checksum.of_all_rows(), checksum.of_files(tmp_path / "killed")
    assert Picture.objects.count() + Document.objects.count() == len(server.pages)
    call_command("flush", interactive=False, verbosity=0)
    assert importing("undisturbed") == (0, "True {}")
    assert sorted(server.asked) == sorted(server.pages)
    assert (checksum.of_all_rows(), checksum.of_files(tmp_path / "undisturbed")) == killed
