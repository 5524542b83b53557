"""What readers see of a picture: files that are cut from the upload, and deleted when nobody needs them."""

import hashlib
import io
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from PIL import Image

from articles.decoding import decode
from articles.models import Picture
from newsroom.press import turns

TURN = "save a picture or delete its files"
FOLDER = "pictures/"  # in the storage
WIDTHS = (320, 480, 800, 1200, 1640)
WHOLE_WIDTHS = (480, 800, 1200)  # what a story's text has room for
SHARE = (1200, 630)
QUALITY = 80
OPTIONS = {
    "WEBP": {"quality": QUALITY, "method": 4},
    "JPEG": {"quality": QUALITY, "progressive": True, "optimize": True},
    "AVIF": {"quality": 60, "speed": 6},
}
NEARLY = 0.02  # a shape that is so near to 16:10 is shown as that


def render(picture: Picture) -> None:
    """Make the renditions of `picture` around its focal point and set what it knows of them; the row is not saved."""
    data = read(picture.original)
    image = decode(data)
    picture.width, picture.height = image.size
    picture.stem = _stem(picture, data)
    picture.widths = _widths(WIDTHS, min(image.width, image.height * 16 // 10))
    picture.whole = _whole_widths(image)
    picture.avif = None
    if are_there(picture):
        return
    for name, cut in cuts(picture, image):
        write(f"{name}.webp", pressed(cut, "WEBP"))
    share = _cut(picture, image, *_share_size(image))
    write(picture.share_in_storage, pressed(share, "JPEG"))


def cuts(picture: Picture, image: Image.Image):
    """Yield each rendition of a decoded picture with its name in the storage, which lacks the ending."""
    for width in picture.widths:
        yield f"{picture.stem}-{width}", _cut(picture, image, width, max(1, width * 10 // 16))
    for width in picture.whole:
        size = (width, picture.whole_height(width))
        yield f"{picture.stem}-w{width}", image.resize(size, Image.Resampling.LANCZOS)


def read(original) -> bytes:
    """Return an upload as it came, whether it is stored already or on its way."""
    data = original.open("rb").read()
    if original._committed:  # an upload that is closed before it is stored is gone
        original.close()
    return data


def pressed(image: Image.Image, kind: str) -> bytes:
    """Return an image as a file of one of the kinds that readers get."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **OPTIONS[kind])
    return buffer.getvalue()


def write(name: str, data: bytes) -> None:
    """Put a file where readers get it."""
    storages["renditions"].save(name, ContentFile(data))


def are_there(picture: Picture) -> bool:
    """Say whether all files are there that a picture shows readers."""
    cuts = [f"{picture.stem}-{width}.webp" for width in picture.widths]
    whole = [f"{picture.stem}-w{width}.webp" for width in picture.whole]
    names = [*cuts, *whole, picture.share_in_storage] if picture.stem else []
    return all(map(storages["renditions"].exists, names))


@transaction.atomic
def delete_unused(picture: Picture) -> None:
    """Delete the files of a picture as it once was, except those that a row names now."""
    turns.take(TURN)  # nobody may save a row with these files between the question and the deed
    delete_upload(str(picture.original))
    delete_cuts(picture.stem)


@transaction.atomic
def delete_upload(original: str) -> None:
    """Delete an upload, unless a row names it."""
    turns.take(TURN)
    if not Picture.objects.filter(original=original).exists():
        storages["originals"].delete(original)


@transaction.atomic
def delete_cuts(stem: str) -> None:
    """Delete what was cut from an upload, unless a row names it: the same photograph may have been uploaded twice."""
    turns.take(TURN)
    if not stem or Picture.objects.filter(stem=stem).exists():
        return
    for name in _files(stem):
        storages["renditions"].delete(name)


def _files(stem):
    folder, name = str(PurePosixPath(stem).parent), PurePosixPath(stem).name
    if not storages["renditions"].exists(folder):
        return []
    _, files = storages["renditions"].listdir(folder)
    return [f"{folder}/{file}" for file in files if file.startswith(f"{name}-")]


def _stem(picture, data):
    # The name changes when the content or the cut does, so a rendition may be cached for ever.
    digest = hashlib.sha256(data)
    digest.update(f"{picture.focal_x},{picture.focal_y},{WIDTHS},{WHOLE_WIDTHS},{QUALITY}".encode())
    name = digest.hexdigest()[:24]
    return f"{FOLDER}{name[:2]}/{name}"


def _widths(wanted, largest):
    return [width for width in wanted if width <= largest] or [max(1, largest)]


def _whole_widths(image):
    shape = image.width * 10 / (image.height * 16)
    return [] if abs(shape - 1) <= NEARLY else _widths(WHOLE_WIDTHS, image.width)


def _share_size(image):
    scale = min(1, image.width / SHARE[0], image.height / SHARE[1])
    return max(1, round(SHARE[0] * scale)), max(1, round(SHARE[1] * scale))


def _cut(picture, image, width, height):
    """Return the largest part of `image` in the shape of `width` x `height`, as near to the focal point as it goes."""
    scale = min(image.width / width, image.height / height)
    part_width, part_height = width * scale, height * scale
    left = _between(image.width * picture.focal_x / 100 - part_width / 2, image.width - part_width)
    top = _between(
        image.height * picture.focal_y / 100 - part_height / 2, image.height - part_height
    )
    box = (left, top, left + part_width, top + part_height)
    return image.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)


def _between(value, most):
    return max(0, min(value, most))
