"""Files that are whole or not there, whoever dies or writes the same one beside."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from newsroom.press import storage
from newsroom.press.storage import WholeStorage
from tests.newsroom.moving.media.files import put
from tests.together import at_once

NAME = "pictures/ab/door.webp"
A_DOOR = b"a red door" * 1000


@pytest.fixture
def folder(tmp_path):
    return WholeStorage(tmp_path, allow_overwrite=True)


def files(folder):
    """Return what stands in the folder by its name there."""
    root = Path(folder.path("pictures/ab"))
    return {path.name: path.read_bytes() for path in root.iterdir()}


def test_what_a_dead_writer_left_is_written_over(folder, tmp_path):
    put(tmp_path, f"{NAME}{storage.PART}", A_DOOR + b"longer than the whole")
    assert folder.save(NAME, ContentFile(A_DOOR)) == NAME
    assert files(folder) == {"door.webp": A_DOOR}


def test_a_file_is_written_anew_in_one_step(folder):
    folder.save(NAME, ContentFile(A_DOOR))

    def pieces():
        yield b"another "
        assert Path(folder.path(NAME)).read_bytes() == A_DOOR
        yield b"door"

    storage.write_whole(folder, NAME, pieces())
    assert files(folder) == {"door.webp": b"another door"}


def test_a_file_that_cannot_be_written_leaves_the_one_before_and_nothing_else(folder):
    folder.save(NAME, ContentFile(A_DOOR))

    def pieces():
        yield b"another"
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        storage.write_whole(folder, NAME, pieces())
    assert files(folder) == {"door.webp": A_DOOR}


def test_two_who_write_the_same_file_do_so_one_after_the_other(folder):
    under_way = []

    def pieces():
        under_way.append("begun")
        for start in range(0, len(A_DOOR), 100):
            yield A_DOOR[start : start + 100]
        under_way.append("done")

    at_once(*[lambda: storage.write_whole(folder, NAME, pieces())] * 4)
    assert under_way == ["begun", "done"] * 4
    assert files(folder) == {"door.webp": A_DOOR}


def test_a_file_may_be_read_by_the_web_server(folder, settings):
    settings.FILE_UPLOAD_PERMISSIONS = 0o644
    folder.save(NAME, ContentFile(A_DOOR))
    assert os.stat(folder.path(NAME)).st_mode & 0o777 == 0o644


def test_what_was_kept_by_half_is_kept_anew(folder, tmp_path):
    with open(put(tmp_path, "report.pdf", A_DOOR), "rb") as file:
        name = storage.keep(folder, "documents", file, "pdf")
        put(tmp_path, name, A_DOOR[:100])
        assert storage.keep(folder, "documents", file, "pdf") == name
    assert (tmp_path / name).read_bytes() == A_DOOR
