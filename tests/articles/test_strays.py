"""Files that no row names, because whoever kept them was killed, go after a month."""

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.storage import storages

from articles import documents, pictures, renditions, strays
from articles.models import Picture
from newsroom.press import clock, storage
from tests.articles.documents import PDF, document
from tests.articles.test_pictures import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_ago(monkeypatch):
    """Let whatever is here have been here for long."""
    monkeypatch.setattr(strays, "OLD", -60)


@pytest.fixture
def known():
    """A picture that has its row."""
    return pictures.save(prepared("teal"))


def prepared(colour="crimson"):
    """Return a picture that came from elsewhere and is prepared, but not saved."""
    return pictures.prepare(upload((640, 400), colour=colour).read(), alt="A door")


def files():
    """Return all files that pictures and documents have."""
    folders = [Path(storages[name].location) for name in ("originals", "renditions")]
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path for path in found if {"pictures", "documents"} & set(path.parts)}


def clear():
    for number in range(strays.FOLDERS):
        strays.clear_folder(f"{number:02x}")


def test_what_a_killed_run_left_goes_and_what_has_a_row_stays(known, long_ago):
    report = document()
    clear()  # what other tests left
    kept = files()
    prepared()
    documents.prepare(io.BytesIO(PDF + b"2"), "other.pdf")
    assert len(files() - kept) == 5
    clear()
    assert files() == kept
    assert (renditions.are_there(known), Path(report.file.path).exists()) == (True, True)


def test_what_is_new_stays_for_its_run_may_go_on(known):
    prepared()
    documents.prepare(io.BytesIO(PDF), "report.pdf")
    before = files()
    clear()
    assert files() == before


def test_a_picture_whose_files_went_before_its_row_was_saved_is_kept_again(known, long_ago):
    waiting = prepared()
    clear()
    with pytest.raises(storage.Gone):
        pictures.save(waiting)
    again = pictures.save(prepared())
    clear()
    assert (again.original.storage.exists(again.original.name), renditions.are_there(again)) == (
        *(True, True),
    )


def test_another_one_s_database_says_nothing_of_our_files(known, long_ago):
    before = files()
    Picture.objects.all().delete()
    clear()
    assert files() == before
    Picture.objects.create(original="pictures/elsewhere.jpg")
    clear()
    assert files() == before


def test_half_a_file_goes_unless_somebody_writes_it(known, long_ago):
    path = Path(known.original.path)
    half, ours = (path.with_name(f"{name}{storage.PART}") for name in ("half", "ours"))
    half.write_bytes(b"x")

    def pieces():
        yield b"one"
        clear()
        yield b"two"

    storage.write_whole(
        known.original.storage, os.path.relpath(path.with_name("ours"), _root()), pieces()
    )
    assert (half.exists(), ours.exists(), path.with_name("ours").exists()) == (False, False, True)
    assert path.exists()


def _root():
    return storages["originals"].location


def test_the_worker_looks_into_each_folder_some_times_a_day(monkeypatch):
    seen, now = [], [0.0]
    monkeypatch.setattr(strays, "clear_folder", seen.append)
    monkeypatch.setattr(strays, "time", SimpleNamespace(time=lambda: now[0]))
    assert strays.clear in clock._work
    for minute in range(strays.FOLDERS):
        now[0] = minute * 60 + 1
        strays.clear()
    assert sorted(seen) == [f"{number:02x}" for number in range(strays.FOLDERS)]


def test_a_folder_is_asked_about_in_few_questions(known, long_ago, django_assert_num_queries):
    folder = known.stem.split("/")[1]
    with django_assert_num_queries(3):
        strays.clear_folder(folder)
    prepared()
    with django_assert_num_queries(3):
        strays.clear_folder(folder)
