"""AVIF beside WebP: made by the worker, named by pages only when it is there and smaller."""

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles import avif, pictures
from articles.models import Picture
from newsroom.press.models import Edition
from newsroom.press.worker import Worker
from tests import make
from tests.articles.deskforms import opened
from tests.articles.test_pictures import rendition, upload
from tests.reading import one, page

pytestmark = pytest.mark.django_db


def photograph():
    """Return an upload with as much in it as a photograph has."""
    image = Image.effect_noise((1000, 800), 60).convert("RGB")
    return upload(image=image, name="noise.jpg")


def waiting():
    jobs = DBTaskResult.objects.filter(task_path=f"{avif.__name__}.press")
    return [job.args_kwargs["args"][0] for job in jobs]


@pytest.fixture
def picture():
    return pictures.receive(photograph(), alt="Snow")


def test_every_upload_waits_for_the_worker(client):
    client.force_login(make.make_user("editor"))
    data = {"original": photograph(), "alt": "Snow", "focal_x": 50, "focal_y": 50}
    client.post(reverse("admin:articles_picture_add"), data)
    assert waiting() == [Picture.objects.get().pk]
    assert Picture.objects.get().avif is None


def test_the_worker_makes_each_rendition_and_begins_a_new_edition(picture):
    edition = Edition.objects.get().number
    avif.press.call(picture.pk)
    picture.refresh_from_db()
    assert (picture.avif, picture.widths, picture.whole) == (True, [320, 480, 800], [480, 800])
    for name in ("320", "480", "800", "w480", "w800"):
        made = rendition(f"{picture.stem}-{name}.avif")
        assert (made.format, made.size) == ("AVIF", rendition(f"{picture.stem}-{name}.webp").size)
        assert (made.getexif(), made.info.get("icc_profile")) == ({}, None)
    assert Edition.objects.get().number == edition + 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_what_waits():
    picture = pictures.receive(photograph(), alt="Snow")
    Worker(batch=True).run()
    picture.refresh_from_db()
    assert picture.avif is True


def test_doing_it_again_changes_nothing(picture):
    avif.press.call(picture.pk)
    edition = Edition.objects.get().number
    avif.press.call(picture.pk)
    avif.press.call(0)
    assert Edition.objects.get().number == edition


def test_the_large_pictures_of_a_page_offer_it_and_the_small_ones_do_not(client, picture):
    story = make.make_article(lead_picture=picture)
    assert page(client.get(story.get_absolute_url())).findall(".//picture") == []
    avif.press.call(picture.pk)
    for address in (story.get_absolute_url(), "/"):
        source, image = one(client.get(address), ".//main//picture")
        names = [f"{picture.stem}-{width}.avif {width}w" for width in (480, 800)]
        assert source.get("srcset") == ",".join(f"/media/{name}" for name in names)
        assert source.get("type") == "image/avif"
        assert image.get("src") == picture.address(800)
    listed = client.get(story.section.get_absolute_url())
    assert page(listed).findall(".//picture") == []
    assert one(listed, ".//main//img").get("src") == picture.address(480)


def test_the_pages_that_it_leads_are_printed_with_it(picture):
    story = make.make_article(lead_picture=picture)
    assert "avif" not in story.printed.opening
    avif.press.call(picture.pk)
    story.printed.refresh_from_db()
    assert f"{picture.stem}-800.avif" in story.printed.opening


def test_it_is_left_out_where_it_saves_nothing(client, picture, monkeypatch):
    monkeypatch.setitem(avif.renditions.OPTIONS, "AVIF", {"quality": 100, "speed": 10})
    avif.press.call(picture.pk)
    picture.refresh_from_db()
    assert picture.avif is False
    assert not storages["renditions"].exists(f"{picture.stem}-320.avif")


def test_a_picture_that_changes_meanwhile_leaves_no_file_behind(
    picture, monkeypatch, django_capture_on_commit_callbacks
):
    pressed = avif.renditions.pressed

    def and_the_picture_goes(image, kind):
        Picture.objects.filter(pk=picture.pk).delete()
        return pressed(image, kind)

    monkeypatch.setattr(avif.renditions, "pressed", and_the_picture_goes)
    with django_capture_on_commit_callbacks(execute=True):
        avif.press.call(picture.pk)
    for name in ("320.avif", "320.webp", "share.jpg"):
        assert not storages["renditions"].exists(f"{picture.stem}-{name}")


def test_it_is_sent_as_what_it_is(client, picture):
    avif.press.call(picture.pk)
    answer = client.get(f"/media/{picture.stem}-320.avif")
    assert b"ftypavif" in b"".join(answer.streaming_content)[:32]
    assert answer["Content-Type"] == "image/avif"


def test_another_cut_is_pressed_anew(client, picture):
    avif.press.call(picture.pk)
    client.force_login(make.make_user("editor"))
    data = {"alt": "Snow", "focal_x": 10, "focal_y": 50}
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    client.post(address, data | opened(client, address))
    changed = Picture.objects.get()
    assert (changed.avif, waiting()) == (None, [picture.pk, picture.pk])
    avif.press.call(picture.pk)
    assert Picture.objects.get().avif is True
