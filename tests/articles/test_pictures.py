"""Pictures: the upload stays private, readers get renditions that we made."""

import io
import struct

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from articles import decoding, pictures
from tests.make import make_picture, make_user

pytestmark = pytest.mark.django_db


def upload(size=(2000, 1250), kind="JPEG", colour="teal", name="photo.jpg", image=None, **options):
    buffer = io.BytesIO()
    mode = "RGBA" if len(colour) == 9 else "RGB"
    (image or Image.new(mode, size, colour)).save(buffer, kind, **options)
    return ContentFile(buffer.getvalue(), name)


def stored(picture, width):
    return f"{picture.stem}-{width}.webp"


def rendition(name):
    with storages["renditions"].open(name) as file:
        image = Image.open(file)
        image.load()
        return image


def test_renditions_are_webp_cut_to_16_to_10():
    picture = pictures.receive(upload(), alt="A lake")
    assert picture.widths == [320, 480, 800, 1200, 1640]
    for width in picture.widths:
        image = rendition(stored(picture, width))
        assert (image.format, image.size) == ("WEBP", (width, width * 10 // 16))


def test_the_share_picture_is_a_jpeg_of_the_size_that_other_sites_show():
    image = rendition(pictures.receive(upload(), alt="").share_in_storage)
    assert (image.format, image.size) == ("JPEG", (1200, 630))


def test_a_picture_is_never_made_larger():
    picture = pictures.receive(upload((500, 2000)), alt="")
    assert picture.widths == [320, 480]
    tiny = pictures.receive(upload((200, 125)), alt="")
    assert tiny.widths == [200]
    assert rendition(tiny.share_in_storage).size == (200, 105)


def test_the_upload_is_in_no_public_folder():
    picture = pictures.receive(upload(), alt="")
    assert not picture.original.path.startswith(str(settings.MEDIA_ROOT))
    with pytest.raises(ValueError, match="not accessible"):
        _ = picture.original.url


def test_place_and_camera_are_gone_from_what_readers_get():
    exif = Image.Exif()
    exif[0x010F] = "Canary Camera"
    exif.get_ifd(0x8825)[1] = "N"
    picture = pictures.receive(upload(exif=exif), alt="")
    for name in (stored(picture, 320), picture.share_in_storage):
        assert dict(rendition(name).getexif()) == {}
        with storages["renditions"].open(name) as file:
            assert b"Canary" not in file.read()


def test_a_turned_photograph_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    picture = pictures.receive(upload((2000, 1000), exif=exif), alt="")
    assert (picture.width, picture.height) == (1000, 2000)


def test_the_cut_follows_the_focal_point():
    image = Image.new("RGB", (1600, 2000), "white")
    image.paste("red", (0, 1500, 1600, 2000))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    middle = pictures.receive(ContentFile(buffer.getvalue(), "a.png"), alt="")
    low = pictures.receive(ContentFile(buffer.getvalue(), "a.png"), alt="", focal=(50, 90))
    assert middle.stem != low.stem
    assert rendition(stored(low, 320)).convert("RGB").getpixel((160, 190))[1] < 30
    assert rendition(stored(middle, 320)).convert("RGB").getpixel((160, 190))[1] > 220


def test_transparency_lies_on_white():
    picture = pictures.receive(upload(kind="PNG", colour="#ff000000", name="a.png"), alt="")
    assert rendition(stored(picture, 320)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        upload().read()[:700],
        b"%PDF-1.7 nothing",
    ],
    ids=["empty", "text", "svg", "cut short", "pdf"],
)
def test_what_is_no_picture_is_refused_in_one_sentence(data):
    with pytest.raises(ValidationError, match="no JPEG, PNG, WebP or GIF picture"):
        pictures.receive(ContentFile(data, "photo.jpg"), alt="")


def test_words_of_a_camera_that_contradict_themselves_damage_a_picture_and_nothing_else():
    width_in_letters = struct.pack("<HHI4s", 0x0100, 2, 4, b"abc")
    turned = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + width_in_letters + turned + bytes(4)
    with pytest.raises(ValidationError, match="or it is damaged"):
        pictures.receive(upload(exif=exif), alt="")


@pytest.mark.parametrize("size", [(1, 1), (1, 2), (3, 1), (1, 4000), (4000, 1)])
def test_the_smallest_picture_is_one_too(size):
    picture = pictures.receive(upload(size, "PNG", name="dot.png"), alt="")
    (width,) = picture.widths
    assert rendition(stored(picture, width)).width == width


def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch):
    file = upload((4000, 3000))
    monkeypatch.setattr(decoding, "MOST_PIXELS", 10_000_000)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(ValidationError, match="more than the 10 million pixels"):
        pictures.receive(file, alt="")


def test_those_who_only_look_at_a_picture_get_no_way_to_its_upload(client):
    picture = make_picture(original="pictures/private-upload.jpg", alt="A lake")
    client.force_login(make_user("reporter"))
    page = client.get(f"/admin/articles/picture/{picture.pk}/change/")
    assert page.status_code == 200
    assert "A lake" in page.text
    assert "private-upload" not in page.text
