"""Files that were made to do harm, or only to be odd: what becomes of each of them."""

import io
import resource
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image, ImageCms, PngImagePlugin

from articles import decoding, pictures
from tests.articles.test_pictures import rendition, stored, upload

pytestmark = pytest.mark.django_db

CANARY = b"<script>canary()</script>"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks, size=(8, 8), colour=2):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def jpeg(**options):
    return upload((640, 400), **options).read()


def saved(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def receive(data, name="photo.jpg"):
    return pictures.receive(ContentFile(data, name), alt="")


def public(picture):
    """Return the bytes of every file of a picture that readers can fetch."""
    folder, _, stem = picture.stem.rpartition("/")
    files = storages["renditions"].listdir(folder)[1]
    data = []
    for name in files:
        if name.startswith(stem):
            with storages["renditions"].open(f"{folder}/{name}") as file:
                data.append(file.read())
    return data


def pixel(picture, width=320):
    image = rendition(stored(picture, width)).convert("RGB")
    return image.getpixel((image.width // 2, image.height // 2))


# Bombs -----------------------------------------------------------------------------------------


def claimed(name):
    """Return a small file that claims to be huge."""
    if name == "png":
        pixels = zlib.compress(bytes(3_000_000))
        return png(chunk(b"IDAT", pixels), size=(30_000, 30_000))
    if name == "gif":
        return b"GIF89a" + struct.pack("<HHBBB", 60_000, 60_000, 0x80, 0, 0) + bytes(6) + b";"
    if name == "webp":
        canvas = (16_383).to_bytes(3, "little")
        body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + canvas * 2
        return b"RIFF" + struct.pack("<I", len(body)) + body
    data = jpeg()
    frame = data.index(b"\xff\xc0") + 5
    return data[:frame] + struct.pack(">HH", 65_000, 65_000) + data[frame + 4 :]


@pytest.mark.parametrize("kind", ["png", "gif", "webp", "jpeg"])
def test_a_bomb_is_refused_before_it_takes_any_memory(kind):
    data = claimed(kind)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ValidationError):
        decoding.decode(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_bomb_is_told_how_large_a_picture_may_be(kind):
    with pytest.raises(ValidationError, match="more than the 60 million pixels"):
        decoding.decode(claimed(kind))


def test_words_that_unfold_to_gigabytes_are_not_unfolded():
    folded = zlib.compress(bytes(200_000_000))
    words = chunk(b"zTXt", b"Comment\0\0" + folded)
    data = png(words, chunk(b"IDAT", zlib.compress(bytes(8 * 25))))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ValidationError, match="damaged"):
        decoding.decode(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


# Files that are two things at once, and words that hide in a picture ----------------------------


def hiding(name):
    """Return a picture with something else in it."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", CANARY.decode())
    said.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    image = Image.effect_noise((640, 400), 40).convert("RGB")
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + CANARY
    segment = b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp
    return {
        "html after a jpeg": jpeg() + CANARY,
        "a jpeg's comment": jpeg(comment=CANARY),
        "a jpeg's exif": jpeg(exif=exif),
        "a jpeg's xmp": jpeg()[:2] + segment + jpeg()[2:],
        "a png's words": saved(image, "PNG", pnginfo=said),
        "a zip after a png": saved(image, "PNG") + b"PK\x03\x04" + CANARY,
        "a gif's comment": saved(image, "GIF", comment=CANARY),
        "a webp's xmp": saved(image, "WEBP", xmp=CANARY, exif=exif),
        "a profile": saved(image, "PNG", icc_profile=CANARY * 20),
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "html after a jpeg",
        "a jpeg's comment",
        "a jpeg's exif",
        "a jpeg's xmp",
        "a png's words",
        "a zip after a png",
        "a gif's comment",
        "a webp's xmp",
        "a profile",
    ],
)
def test_nothing_that_hides_in_a_picture_reaches_a_reader(name):
    data = hiding(name)
    assert b"canary" in data or name == "a profile"  # a PNG packs its profile
    files = public(receive(data, "photo.html"))
    assert len(files) == 3  # two widths and the one for sharing
    assert [file for file in files if b"canary" in file] == []
    assert all(file[:4] in (b"RIFF", b"\xff\xd8\xff\xe0") for file in files)


# What is no picture of ours ----------------------------------------------------------------------

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.svg"])
def test_an_svg_is_refused_under_every_name(name):
    with pytest.raises(ValidationError, match="no JPEG, PNG, WebP or GIF"):
        receive(SVG, name)


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PPM", "TGA", "PDF", "JPEG2000", "AVIF"])
def test_other_formats_are_refused_under_the_name_of_a_jpeg(kind):
    with pytest.raises(ValidationError, match="no JPEG, PNG, WebP or GIF"):
        receive(saved(Image.new("RGB", (64, 40)), kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_a_picture_that_was_cut_short_is_refused(kind, part):
    image = Image.effect_noise((300, 200), 80).convert("RGB")
    data = saved(image, kind)
    with pytest.raises(ValidationError, match="damaged"):
        decoding.decode(data[: int(len(data) * part)])


# What is odd and welcome -------------------------------------------------------------------------


def test_the_content_decides_and_not_the_name():
    picture = receive(saved(Image.new("RGB", (640, 400), "red"), "PNG"), "photo.jpg")
    assert pixel(picture)[0] > 240
    assert {file[:4] for file in public(picture)} == {b"RIFF", b"\xff\xd8\xff\xe0"}


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_picture_stands(kind):
    first, then = Image.new("RGB", (640, 400), "red"), Image.new("RGB", (640, 400), "blue")
    data = saved(first, kind, save_all=True, append_images=[then, first], duration=100)
    picture = receive(data)
    assert getattr(rendition(stored(picture, 320)), "n_frames", 1) == 1
    assert pixel(picture)[0] > 240


def test_the_four_colours_of_a_printer_become_those_of_a_screen():
    picture = receive(saved(Image.new("CMYK", (640, 400), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = pixel(picture)
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_a_grey_of_sixteen_bits_keeps_its_tone():
    picture = receive(saved(Image.new("I;16", (640, 400), 32_768), "PNG"))
    assert all(120 <= part <= 136 for part in pixel(picture))


def test_colours_of_another_space_are_brought_to_that_of_every_screen():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    image = Image.new("RGB", (640, 400), "red")
    red, _, blue = pixel(receive(saved(image, "PNG", icc_profile=swapped)))
    assert (red < 30, blue > 220) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_way_to_write_colours_down_is_read(mode):
    picture = receive(saved(Image.new(mode, (640, 400), 1), "PNG"))
    assert picture.widths == [320, 480]
