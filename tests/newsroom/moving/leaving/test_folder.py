"""An export is private, whole and not half there."""

import hashlib
import os
import stat
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from articles import pictures
from newsroom.moving.leaving import site
from newsroom.moving.leaving.folder import made
from tests.articles.test_pictures import upload
from tests.make import make_article

pytestmark = pytest.mark.django_db


def test_only_its_owner_may_read_an_export(leave):
    pictures.receive(upload(size=(64, 40)), alt="A door")
    old = os.umask(0)
    try:
        folder = leave().folder
    finally:
        os.umask(old)
    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in [folder, *folder.rglob("*")]
    }
    assert modes == {(True, 0o700), (False, 0o600)}


def test_the_sums_are_those_of_all_other_files(leave):
    make_article()
    taken = leave()
    said = dict(reversed(line.split("  ")) for line in taken.text("checksums.txt").splitlines())
    files = {
        str(path.relative_to(taken.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in taken.folder.rglob("*")
        if path.is_file() and path.name != "checksums.txt"
    }
    assert said == files
    assert "site.wxr.xml" in files


def test_what_stands_there_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Do not lose me.")
    with pytest.raises(CommandError, match="is there already and not empty"):
        call_command("export_site", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_filled(tmp_path, capsys):
    make_article()
    (tmp_path / "out").mkdir()
    call_command("export_site", str(tmp_path / "out"))
    assert "1 stories" in capsys.readouterr().out
    assert (tmp_path / "out/README.txt").exists()


def test_an_export_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fail(folder):
        assert folder.sums != {}
        raise OSError("No space left on device")

    monkeypatch.setattr(site.media, "copy", fail)
    with pytest.raises(CommandError, match="No space left"):
        call_command("export_site", str(tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_killed_never_has_its_name(tmp_path):
    script = (
        "import sys, time, pathlib\n"
        "from newsroom.moving.leaving.folder import made\n"
        "with made(pathlib.Path(sys.argv[1])) as folder:\n"
        "    with folder.text('site.wxr.xml') as file:\n"
        "        file.write('half')\n"
        "    print('written', flush=True)\n"
        "    time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, tmp_path / "out"], stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"written\n"
    process.kill()
    process.communicate()
    [left] = tmp_path.iterdir()
    assert left.name.startswith(".out-")
    assert left.name.endswith("-unfinished")
    with made(tmp_path / "out") as folder, folder.text("again.txt") as file:
        file.write("whole")
    assert (tmp_path / "out/again.txt").read_text() == "whole"
