"""Pictures of an old site from a copy of its uploads."""

import os
from unicodedata import normalize

import pytest
from django.core.management import CommandError, call_command

from articles.models import Picture
from newsroom.moving.media.folder import Folder
from newsroom.moving.media.sources import Missing
from newsroom.moving.reading.records import Attachment
from tests.newsroom.moving import exports
from tests.newsroom.moving.media.files import UPLOADS, photo, put

NOT_THERE = "the folder does not hold it"


def attachment(url="", file=""):
    return Attachment("40", url, "", "", "", "", "", file, "")


def found(folder, **fields):
    with Folder(folder).open(attachment(**fields)) as file:
        return file.read()


@pytest.mark.parametrize(
    "fields",
    [
        {"file": "2020/05/ferry.png"},
        {"url": f"{UPLOADS}/2020/05/ferry.png"},
        {"url": "https://lake.example/wp-content/uploads/2020/05/f%65rry.png?w=300"},
        {"url": "https://lake.files.example/2020/05/ferry.png"},
        {"url": "https://lake.example/files/2020/05/ferry.png"},
        {"file": "/var/www/uploads/2020/05/ferry.png", "url": f"{UPLOADS}/2020/05/ferry.png"},
    ],
)
def test_a_file_is_found_where_the_old_site_kept_it(tmp_path, fields):
    data = photo()
    put(tmp_path, "2020/05/ferry.png", data)
    assert found(tmp_path, **fields) == data


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_however_the_machine_spells_it(tmp_path, form):
    put(tmp_path, normalize(form, "2020/été.jpg"), photo())
    assert found(tmp_path, url=f"{UPLOADS}/2020/%C3%A9t%C3%A9.jpg") == photo()


def test_a_file_is_never_found_by_its_bare_name(tmp_path):
    put(tmp_path, "2019/01/ferry.jpg", photo("crimson"))
    put(tmp_path, "ferry.jpg", photo("gold"))
    with pytest.raises(Missing, match=NOT_THERE):
        found(tmp_path, file="2020/05/ferry.jpg", url=f"{UPLOADS}/2020/05/ferry.jpg")


@pytest.mark.parametrize(
    "fields",
    [
        {"file": "../secret.jpg"},
        {"file": "2020/../../secret.jpg"},
        {"url": f"{UPLOADS}/../../secret.jpg"},
        {"url": f"{UPLOADS}/%2e%2e/secret.jpg"},
        {"file": "link.jpg"},
        {"file": "folder/secret.jpg"},
        {"file": "circle.jpg"},
        {"file": "2020"},
        {"file": "pipe.jpg"},
        {"file": "a" * 300},
        {"file": "a\0.jpg"},
        {"url": "https://[lake/x.jpg"},
    ],
)
def test_nothing_outside_of_the_folder_is_opened(tmp_path, fields):
    put(tmp_path, "secret.jpg", photo())
    uploads = tmp_path / "uploads"
    (uploads / "2020").mkdir(parents=True)
    (uploads / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (uploads / "folder").symlink_to(tmp_path)
    (uploads / "circle.jpg").symlink_to(uploads / "circle.jpg")
    os.mkfifo(uploads / "pipe.jpg")
    with pytest.raises(Missing, match=NOT_THERE):
        found(uploads, **fields)


def test_a_link_inside_of_the_folder_is_followed(tmp_path):
    put(tmp_path, "2020/ferry.jpg", photo())
    (tmp_path / "now").symlink_to(tmp_path / "2020")
    assert found(tmp_path, file="now/ferry.jpg") == photo()


def test_a_picture_that_is_too_large_is_left(tmp_path, settings):
    put(tmp_path, "ferry.jpg", photo())
    settings.LARGEST_UPLOAD = len(photo()) - 1
    with pytest.raises(Missing, match="larger than 0 MB"):
        found(tmp_path, file="ferry.jpg")


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"<html>", b"GIF90a", b"\xff\xd8"])
def test_what_does_not_begin_like_anything_we_keep_is_left(tmp_path, data):
    put(tmp_path, "ferry.jpg", data)
    with pytest.raises(Missing, match="no picture of a kind that we show"):
        found(tmp_path, file="ferry.jpg")


@pytest.mark.django_db
def test_the_command_takes_the_folder(tmp_path, capsys):
    put(tmp_path, "uploads/2020/ferry.jpg", photo())
    export = tmp_path / "export.xml"
    export.write_text(exports.export(exports.attachment(url=f"{UPLOADS}/2020/ferry.jpg")))
    call_command("import_wordpress", str(export), "--media-from", str(tmp_path / "uploads"))
    assert capsys.readouterr().out.splitlines()[3].split() == ["attachment", *"11000"]
    assert Picture.objects.get().alt == "The ferry is back"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "said"), [("nowhere", "No such file"), ("export.xml", "folder")])
def test_a_folder_that_is_none_is_refused_in_one_sentence(tmp_path, name, said):
    export = tmp_path / "export.xml"
    export.write_text(exports.export(exports.attachment()))
    with pytest.raises(CommandError, match=said):
        call_command("import_wordpress", str(export), "--media-from", str(tmp_path / name))
