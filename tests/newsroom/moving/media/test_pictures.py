"""What pictures of an old site become here."""

import threading
import time

import pytest
from django.core.files.storage import storages
from PIL import Image

from articles import pictures
from articles.models import Article, Picture
from newsroom.models import Moved, OldAddress
from newsroom.moving import wordpress
from newsroom.moving.media import shipment
from newsroom.moving.media.sources import Missing
from newsroom.moving.progress import Stopped
from tests.newsroom.moving import exports
from tests.newsroom.moving.media.files import FERRY, UPLOADS, ferry, outcome, photo, put
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db


def rows():
    models = (Picture, Moved, OldAddress)
    return [list(model.objects.order_by("pk").values()) for model in models]


def originals():
    """Return how many uploads stand in the private folder for pictures that were moved in."""
    storage = storages["originals"]
    folder = "pictures/moved"
    names = storage.listdir(folder)[0] if storage.exists(folder) else []
    return sum(len(storage.listdir(f"{folder}/{name}")[1]) for name in names)


def test_a_picture_comes_with_its_words(brought):
    credited = exports.meta("_media_credit", "Nare Lori")
    report = brought(
        exports.attachment(credited, url=FERRY, alt="A ferry", excerpt="At <b>six</b>")
    )
    assert outcome(report) == ({"imported": 1}, [])
    picture = Picture.objects.get()
    assert (picture.alt, picture.caption, picture.credit) == ("A ferry", "At six", "Nare Lori")
    assert (picture.width, picture.height, picture.widths) == (640, 400, [320, 480])
    with storages["originals"].open(picture.original.name) as original:
        assert original.read() == photo()


@pytest.mark.parametrize(
    ("alt", "title", "described"),
    [
        ("A white ferry", "Ferry", "A white ferry"),
        ("", "The ferry at noon", "The ferry at noon"),
        ("", "ferry", ""),
        ("", "Ferry", ""),
        ("ferry.jpg", "DSC_0042", ""),
        ("IMG-20200501", "The ferry at noon", "The ferry at noon"),
        ("A &lt;white&gt; &amp; blue ferry", "", "A <white> & blue ferry"),
    ],
)
def test_the_name_of_a_file_describes_no_picture(brought, alt, title, described):
    brought(ferry(alt=alt, title=title))
    assert Picture.objects.get().alt == described


def test_a_second_run_changes_nothing(brought):
    brought(ferry())
    before = rows()
    assert outcome(brought(ferry())) == ({"unchanged": 1}, [])
    assert rows() == before


def test_what_came_before_is_known_without_its_file(bring, brought):
    brought(ferry())
    assert outcome(bring(ferry())) == ({"unchanged": 1}, [])


def test_without_a_source_pictures_are_listed(bring):
    assert outcome(bring(ferry())) == ({"skipped": 1}, ["pictures and files are not brought along"])
    assert (Picture.objects.count(), Moved.objects.count()) == (0, 0)


def test_other_words_in_the_file_are_taken_unless_editors_wrote_their_own(brought):
    brought(ferry())
    assert outcome(brought(ferry(alt="A ferry at noon"))) == ({"changed": 1}, [])
    picture = Picture.objects.get()
    assert picture.alt == "A ferry at noon"
    picture.alt = "The ferry Nare"
    pictures.save(picture)
    _, (why,) = outcome(brought(ferry(alt="Another")))
    assert (why[:18], Picture.objects.get().alt) == ("it was edited here", "The ferry Nare")
    assert outcome(brought(ferry(alt="Another"), overwrite=True)) == ({"changed": 1}, [])
    assert Picture.objects.get().alt == "Another"


def test_what_editors_wrote_stays_as_long_as_the_file_says_the_same(brought):
    brought(ferry())
    Picture.objects.update(alt="The ferry Nare")
    assert outcome(brought(ferry())) == ({"unchanged": 1}, [])
    assert Picture.objects.get().alt == "The ferry Nare"


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_picture_that_was_deleted_here_stays_away(brought, overwrite):
    brought(ferry())
    pictures.delete(Picture.objects.get())
    _, (why,) = outcome(brought(ferry(), overwrite=overwrite))
    assert (why, Picture.objects.count()) == ("it was deleted here after an earlier import", 0)


def test_a_rehearsal_says_what_would_come_and_keeps_nothing(brought):
    gone = ferry(post_id="41", url=f"{UPLOADS}/gone.jpg")
    report = brought(ferry(), gone, rehearsal=True)
    assert outcome(report) == ({"imported": 1, "skipped": 1}, ["the folder does not hold it"])
    assert rows() == [[], [], []]


def test_a_rehearsal_counts_with_the_pictures_that_would_come(bring, brought):
    story = exports.post(exports.meta("_thumbnail_id", "40"), body=f'<img src="{FERRY}" alt="A">')
    left = ("picture left on the old site", FERRY)
    assert left in bring(ferry(), story, rehearsal=True).notes
    assert left not in brought(ferry(), story, rehearsal=True).notes
    assert rows() == [[], [], []]
    brought(ferry(), story)
    report = brought(ferry(), story, rehearsal=True)
    assert counts(report)["post"] == {"unchanged": 1}


def test_a_story_finds_the_picture_that_an_earlier_part_brought(brought):
    brought(ferry())
    brought(exports.post(exports.meta("_thumbnail_id", "40")))
    assert Article.objects.get().lead_picture == Picture.objects.get()


def test_two_pictures_of_one_name_are_two_and_two_records_of_one_address_are_one(brought, uploads):
    put(uploads, "2021/ferry.jpg", photo("gold"))
    report = brought(
        ferry(),
        ferry(post_id="41", url=f"{UPLOADS}/2021/ferry.jpg"),
        ferry(post_id="42", url=FERRY.replace("https://", "http://www.")),
    )
    twin = "another one in the file has the same address"
    assert outcome(report) == ({"imported": 2, "skipped": 1}, [twin])
    assert Picture.objects.count() == 2


def test_one_photograph_at_two_addresses_is_two_pictures_of_one_file(brought, uploads):
    put(uploads, "2021/copy.jpg", photo())
    kept = originals()
    brought(ferry(), ferry(post_id="41", url=f"{UPLOADS}/2021/copy.jpg"))
    first, second = Picture.objects.all()
    assert (first.stem, first.original.name) == (second.stem, second.original.name)
    assert originals() <= kept + 1


@pytest.mark.parametrize("status", ["trash", "private"])
def test_what_readers_could_not_have_does_not_come(brought, status):
    assert outcome(brought(ferry(status=status))) == (
        {"skipped": 1},
        [f"its status was “{status}”"],
    )


def test_what_only_looks_like_a_picture_is_listed_and_leaves_nothing(brought, uploads):
    kept = originals()
    put(uploads, "2020/ferry.jpg", photo()[:300])
    put(uploads, "wide.png", photo(kind="PNG", image=Image.new("1", (60_000, 1_001))))
    report = brought(ferry(), ferry(post_id="41", url=f"{UPLOADS}/wide.png"))
    damaged, wide = sorted(outcome(report)[1])
    assert damaged.startswith("This file is no JPEG")
    assert wide.startswith("This picture has more than the 60 million")
    assert (Picture.objects.count(), originals()) == (0, kept)


def test_old_addresses_lead_to_the_picture(brought):
    brought(ferry())
    picture = Picture.objects.get()
    leads = {(row.path, row.kind, row.new_id) for row in OldAddress.objects.all()}
    assert ("/wp-content/uploads/2020/ferry.jpg", "picture", picture.pk) in leads
    assert ("/?p=40", "picture", picture.pk) in leads


def test_pictures_in_several_files_come_together(brought, uploads, tmp_path):
    put(uploads, "2021/quay.jpg", photo("gold"))
    brought(ferry())
    brought(exports.attachment(post_id="41", url=f"{UPLOADS}/2021/quay.jpg"))
    assert Picture.objects.count() == 2


class Watching:
    """Ends a run after some pictures."""

    def __init__(self, most):
        self.most = most

    def at(self, phase, done, total):
        if phase == "pictures and files" and done == self.most:
            raise Stopped


def test_a_run_that_was_ended_goes_on_from_there(tmp_path, uploads):
    names = [f"2022/{n}.jpg" for n in range(6)]
    for n, name in enumerate(names):
        put(uploads, name, photo(f"#1010{n}0"))
    records = [ferry(post_id=str(n + 50), url=f"{UPLOADS}/{name}") for n, name in enumerate(names)]
    path = put(tmp_path, "export.xml", exports.export(*records).encode())
    options = wordpress.Options(media_from=uploads)
    with pytest.raises(Stopped):
        wordpress.import_files([path], options, progress=Watching(2))
    assert Picture.objects.count() == 2
    report = wordpress.import_files([path], options)
    assert counts(report)["attachment"] == {"imported": 4, "unchanged": 2}


@pytest.mark.parametrize(("large", "together"), [(shipment.LARGE, 2), (1, 1)])
def test_no_two_large_pictures_are_in_memory_at_once(
    brought, uploads, monkeypatch, large, together
):
    at_once, most, others = [], [], threading.Barrier(together)

    def prepare(data, **_):
        at_once.append(data)
        others.wait(timeout=30)
        most.append(len(at_once))
        time.sleep(0.02)
        at_once.pop()
        raise Missing("no more is wanted of it")

    monkeypatch.setattr(shipment, "LARGE", large)
    monkeypatch.setattr(pictures, "prepare", prepare)
    names = [f"2023/{n}.jpg" for n in range(6)]
    for name in names:
        put(uploads, name, photo())
    brought(*(ferry(post_id=str(n), url=f"{UPLOADS}/{name}") for n, name in enumerate(names, 50)))
    assert (len(most), max(most)) == (6, together)
