"""The files of a picture go when the picture goes, or another takes its place."""

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse

from articles import pictures
from articles.models import Picture
from newsroom.press.models import Edition
from tests.articles.deskforms import opened
from tests.articles.test_pictures import upload
from tests.make import make_user

pytestmark = pytest.mark.django_db


def files(picture):
    """Return which files of a picture, as it is known now, are still there."""
    cuts = [f"{picture.stem}-{width}.webp" for width in picture.widths]
    names = [picture.share_in_storage, *cuts]
    public = [name for name in names if storages["renditions"].exists(name)]
    original = storages["originals"].exists(picture.original.name)
    return len(public), original


@pytest.fixture
def picture():
    return pictures.receive(upload(colour="crimson"), alt="A door")


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def boss(client):
    client.force_login(make_user(is_superuser=True))
    return client


def change(client, picture, **changes):
    data = {"alt": picture.alt, "focal_x": 50, "focal_y": 50}
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    assert client.post(address, data | opened(client, address) | changes).status_code == 302


@pytest.mark.parametrize("size", [(2000, 1250), (40, 25)])
def test_an_editor_uploads_a_picture(client, settings, size):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = (
        2_000  # the larger one is a file on its way, the other is not
    )
    client.force_login(make_user("editor"))
    data = {"original": upload(size), "alt": "A bridge", "focal_x": 50, "focal_y": 50}
    assert client.post(reverse("admin:articles_picture_add"), data).status_code == 302
    picture = Picture.objects.get()
    assert files(picture) == (len(picture.widths) + 1, True)


def test_deleting_a_picture_deletes_its_upload_and_what_readers_saw(boss, picture, commits):
    assert files(picture) == (6, True)
    edition = Edition.objects.get_or_create(pk=1)[0].number
    with commits():
        boss.post(reverse("admin:articles_picture_delete", args=[picture.pk]), {"post": "yes"})
    assert (Picture.objects.count(), files(picture)) == (0, (0, False))
    assert Edition.objects.get().number > edition


def test_so_does_deleting_many(boss, picture, commits):
    other = pictures.receive(upload(colour="navy"), alt="A lake")
    data = {"action": "delete_selected", "_selected_action": [picture.pk, other.pk], "post": "yes"}
    with commits():
        boss.post(reverse("admin:articles_picture_changelist"), data)
    assert (files(picture), files(other)) == ((0, False), (0, False))


def test_a_photograph_that_was_uploaded_twice_keeps_what_the_other_shows(picture, commits):
    same = pictures.receive(upload(colour="crimson"), alt="The same door")
    assert same.stem == picture.stem
    with commits():
        pictures.delete(picture)
    assert files(same) == (6, True)
    assert not storages["originals"].exists(picture.original.name)


def test_another_upload_takes_the_place_of_the_first(boss, picture, commits):
    with commits():
        change(boss, picture, original=upload(colour="gold", name="gold.jpg"))
    now = Picture.objects.get()
    assert (files(now), files(picture)) == ((6, True), (0, False))


def test_another_cut_keeps_the_upload(boss, picture, commits):
    with commits():
        change(boss, picture, focal_x=10)
    now = Picture.objects.get()
    assert (files(now), files(picture)) == ((6, True), (0, True))


def test_other_words_change_no_file(boss, picture, commits):
    with commits():
        change(boss, picture, alt="A red door")
    assert (Picture.objects.get().alt, files(picture)) == ("A red door", (6, True))


def test_what_is_not_deleted_after_all_keeps_its_files(picture, commits):
    with commits(), pytest.raises(ValueError, match="stop"), transaction.atomic():  # noqa: PT012
        pictures.delete(picture)
        raise ValueError("stop")
    assert files(picture) == (6, True)
