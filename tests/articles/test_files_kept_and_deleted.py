"""A file that two rows have, one of which goes while the other comes."""

import io
import threading

import pytest
from django.core.files.storage import storages
from django.db import connection, transaction

from articles import documents, pictures, renditions
from articles.models import Document, Picture
from newsroom.press import storage
from tests.articles.documents import PDF, document
from tests.articles.test_pictures import upload

pytestmark = [pytest.mark.twice, pytest.mark.django_db(transaction=True)]

BESIDE = 0.3  # seconds that a deletion is given to do what it may not do yet


def door():
    """Return a picture that came from elsewhere and is prepared, but not saved."""
    return pictures.prepare(photo().read(), alt="A door")


def photo():
    return upload((640, 400), colour="crimson")


def prepared():
    return documents.prepare(io.BytesIO(PDF), "copy.pdf")


def is_kept(row):
    return storages["originals"].exists(str(getattr(row, "file", None) or row.original))


def while_it_is_saved(save, delete):
    """Save something, and let the deletion of its twin begin before that is done."""

    def delete_beside():
        try:
            delete()
        finally:
            connection.close()

    other = threading.Thread(target=delete_beside)
    with transaction.atomic():
        save()
        other.start()
        other.join(BESIDE)
    other.join()


def test_a_document_whose_file_was_deleted_after_it_was_prepared_is_not_saved():
    first, second = document(), prepared()
    documents.delete(first)
    with pytest.raises(storage.Gone):
        documents.save(second)
    assert Document.objects.count() == 0
    again = prepared()
    documents.save(again)
    assert (again.file.name, is_kept(again)) == (first.file.name, True)


def test_a_document_that_is_saved_keeps_its_file_from_who_deletes_the_other():
    first, second = document(), prepared()
    while_it_is_saved(lambda: documents.save(second), lambda: documents.delete(first))
    assert list(Document.objects.all()) == [second]
    assert is_kept(second)


def test_so_does_one_that_is_handed_in_at_the_desk():
    first, second = document(), Document(title="A copy")
    while_it_is_saved(
        lambda: documents.receive(io.BytesIO(PDF), "copy.pdf", second),
        lambda: documents.delete(first),
    )
    assert list(Document.objects.all()) == [second]
    assert is_kept(second)


def test_a_picture_whose_upload_was_deleted_after_it_was_prepared_is_not_saved():
    first, second = pictures.save(door()), door()
    pictures.delete(first)
    with pytest.raises(storage.Gone):
        pictures.save(second)
    assert Picture.objects.count() == 0
    again = pictures.save(door())
    assert (is_kept(again), renditions.are_there(again)) == (True, True)


def test_a_picture_that_is_saved_keeps_its_files_from_who_deletes_the_other():
    first, second = pictures.save(door()), door()
    while_it_is_saved(lambda: pictures.save(second), lambda: pictures.delete(first))
    assert list(Picture.objects.all()) == [second]
    assert (is_kept(second), renditions.are_there(second)) == (True, True)


def test_renditions_that_went_after_an_upload_was_rendered_are_made_again():
    first = pictures.receive(photo(), alt="A door")
    second = Picture(alt="The same door", original=photo())
    renditions.render(second)
    pictures.delete(first)
    assert not renditions.are_there(second)
    pictures.save(second)
    assert (is_kept(second), renditions.are_there(second)) == (True, True)


@pytest.mark.parametrize("lost", ["share.jpg", "320.webp", "480.webp"])
def test_a_picture_that_lost_one_of_its_files_gets_all_again(lost):
    made = door()
    storages["renditions"].delete(f"{made.stem}-{lost}")
    assert not renditions.are_there(made)
    assert renditions.are_there(door())
