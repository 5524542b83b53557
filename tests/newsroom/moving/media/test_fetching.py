"""An archive whose pictures are fetched from the old site, from end to end."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count, cycle
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Picture
from newsroom.models import Moved, OldAddress
from newsroom.moving import wordpress
from newsroom.moving.media import shipment
from newsroom.moving.media.oldsite import OldSite
from newsroom.press import foreign, storage
from tests.harness import old_site
from tests.newsroom.moving import exports
from tests.newsroom.moving.media.files import photo, put
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db

NEVER = 1000  # files later
NAMES = ["ferry", "quay", "boat"]
COLOURS = dict(zip(NAMES, ["teal", "crimson", "gold"], strict=True))


@pytest.fixture
def pages():
    return {f"/{name}.jpg": old_site.answer(photo(colour)) for name, colour in COLOURS.items()}


@pytest.fixture
def server(pages, monkeypatch):
    """The old site on this machine, which an import may ask for once."""
    fetching = partial(
        OldSite,
        names=old_site.Names(),
        may_be_asked=lambda at: at == "127.0.0.1" or foreign.is_public(at),
        pause=bool,
    )
    monkeypatch.setattr(wordpress, "OldSite", fetching)
    with old_site.serving(pages) as server:
        yield server


@pytest.fixture
def archive(server, tmp_path):
    """The export of the old site: a picture for each name."""
    head = f"<link>{server.at('')}</link>"
    records = [
        exports.attachment(post_id=str(number), url=server.at(f"/{name}.jpg"), title=f"A {name}")
        for number, name in enumerate(NAMES, 50)
    ]
    return put(tmp_path, "export.xml", exports.export(*records, head=head).encode())


def fetch(archive, **options):
    report = wordpress.import_files([archive], wordpress.Options(fetch_media=True, **options))
    return counts(report)["attachment"], [why for _kind, why in report.reasons]


def test_pictures_are_fetched_once(archive, server):
    assert fetch(archive) == ({"imported": 3}, [])
    assert sorted(Picture.objects.values_list("alt", flat=True)) == ["A boat", "A ferry", "A quay"]
    asked = len(server.asked)
    assert fetch(archive) == ({"unchanged": 3}, [])
    assert (asked, len(server.asked)) == (3, 3)


def test_what_is_missing_is_listed_and_fetched_by_a_later_run(archive, pages, server):
    here, pages["/quay.jpg"] = pages["/quay.jpg"], old_site.status(404)
    pages["/boat.jpg"] = old_site.moved("http://10.0.0.1/boat.jpg")
    counted, why = fetch(archive)
    assert (counted, sorted(why)) == (
        {"imported": 1, "skipped": 2},
        ["it is on another host: 10.0.0.1", "the old site said 404"],
    )
    pages["/quay.jpg"] = here
    server.asked.clear()
    assert fetch(archive)[0] == {"imported": 1, "unchanged": 1, "skipped": 1}
    assert sorted(server.asked) == ["/boat.jpg", "/quay.jpg"]


def test_where_a_picture_is_gone_the_old_site_is_asked_for_another_size(pages, server, tmp_path):
    sizes = 'a:1:{s:5:"sizes";a:1:{s:6:"medium";a:1:{s:4:"file";s:15:"ferry-32x20.jpg";}}}'
    noted = exports.meta("_wp_attachment_metadata", sizes)
    pages["/ferry-32x20.jpg"] = pages.pop("/ferry.jpg")
    record = exports.attachment(noted, url=server.at("/ferry.jpg"))
    head = f"<link>{server.at('')}</link>"
    archive = put(tmp_path, "export.xml", exports.export(record, head=head).encode())
    assert fetch(archive) == ({"imported": 1}, [])
    assert server.asked == ["/ferry.jpg", "/ferry-32x20.jpg"]
    server.asked.clear()
    assert fetch(archive) == ({"unchanged": 1}, [])
    assert server.asked == []


def test_a_rehearsal_asks_nobody(archive, server):
    assert fetch(archive, rehearsal=True) == ({"imported": 3}, [])
    assert (server.asked, Picture.objects.count()) == ([], 0)


def test_the_command_fetches(archive, capsys):
    call_command("import_wordpress", str(archive), "--fetch-media")
    assert Picture.objects.count() == 3


class Killed(BaseException):
    """Ends a run as a machine does: nobody puts anything in order."""


class Hands(ThreadPoolExecutor):
    """Threads that are over when their run is, as those of a machine that died are."""

    def shutdown(self, wait=True, **options):
        super().shutdown(wait=True, **options)


@pytest.fixture(autouse=True)
def _hands(monkeypatch):
    """Let no thread of a run that died write into the next one."""
    monkeypatch.setattr(shipment, "ThreadPoolExecutor", Hands)


@pytest.fixture
def folders(settings, tmp_path):
    """Give the files of pictures a folder of their own, and each time that is asked for another one."""
    numbers = count()

    def anew():
        root = tmp_path / f"files-{next(numbers)}"
        for name in ("renditions", "originals"):
            kind = settings.STORAGES[name]
            where = {"OPTIONS": kind.get("OPTIONS", {}) | {"location": root / name}}
            settings.STORAGES = settings.STORAGES | {name: kind | where}
        return root

    return anew


@pytest.fixture
def dies_in(monkeypatch):
    """Let a run die in the middle of one of the files that it writes."""
    write = storage.write_whole
    monkeypatch.setattr(shipment, "AT_ONCE", 1)

    def dies_in(number):
        written = count()

        def write_some(to, name, pieces):
            now = next(written)
            if now < number:
                return write(to, name, pieces)
            if now == number:
                put(Path(to.location), f"{name}{storage.PART}", next(iter(pieces))[:10])
            raise Killed

        monkeypatch.setattr(storage, "write_whole", write_some)

    return dies_in


def left(root):
    """Return what an import left in the tables, but for the order in which it came about, and on disk."""
    files = {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
    pictures = sorted(Picture.objects.values_list("alt", "original", "stem", "width"))
    moved = sorted(Moved.objects.values_list("kind", "old_id", "digest"))
    return pictures, moved, sorted(OldAddress.objects.values_list("path", flat=True)), files


def test_a_run_that_dies_in_any_file_and_runs_again_ends_the_same(archive, folders, dies_in):
    root, deaths = folders(), 0
    for number in cycle((3, 0, 4, 1, 2)):
        dies_in(number)
        try:
            fetch(archive)
        except Killed:
            deaths += 1
        else:
            break
    assert deaths > 4
    disturbed = left(root)
    for model in (Picture, Moved, OldAddress):
        model.objects.all().delete()
    root = folders()
    dies_in(NEVER)
    fetch(archive)
    assert left(root) == disturbed


def test_a_run_that_dies_between_file_and_row_keeps_neither_twice(archive, folders, monkeypatch):
    def die(**_):
        raise Killed

    root = folders()
    with monkeypatch.context() as dying:
        dying.setattr(Moved.objects, "create", die)
        with pytest.raises(Killed):
            fetch(archive)
    assert Picture.objects.count() == 0
    fetch(archive)
    pictures, moved, _, files = left(root)
    originals = [name for name in files if name.startswith("originals/")]
    assert (len(pictures), len(moved), len(originals)) == (3, 3, 3)
