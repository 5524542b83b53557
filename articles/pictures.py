"""Taking in pictures and making what readers see of them."""

import hashlib
import io
import struct
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from articles.models import Picture
from newsroom.press import pages

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 60_000_000  # a 60 megapixel camera; a decoder needs about four bytes for each
WIDTHS = (320, 480, 800, 1200, 1640)
SHARE = (1200, 630)
QUALITY = 80

# What Pillow raises over files that were cut, mixed up or made to do harm; the last three come from
# the words that a camera adds.
DAMAGED = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    TypeError,
    KeyError,
)

Image.MAX_IMAGE_PIXELS = None  # Pillow only warns up to twice its limit; `decode` refuses at ours


def receive(file, *, alt, caption="", credit="", focal=(50, 50)) -> Picture:
    """Keep an upload privately, make its renditions and return the saved picture.

    `file` is a Django file; `focal` is percent from the left and the top. What is no picture of an
    allowed format, or holds more than `MOST_PIXELS`, is refused with a `ValidationError`.
    """
    picture = Picture(alt=alt, caption=caption, credit=credit)
    picture.focal_x, picture.focal_y = focal
    picture.original = file
    render(picture)
    picture.save()
    return picture


def render(picture: Picture) -> None:
    """Make the renditions of `picture` around its focal point and set what it knows of them; the row is not saved."""
    data = _read(picture.original)
    image = decode(data)
    picture.width, picture.height = image.size
    picture.stem = _stem(picture, data)
    picture.widths = _widths(min(image.width, image.height * 16 // 10))
    if storages["renditions"].exists(picture.share_in_storage):
        return  # written last, so all the others are there
    for width in picture.widths:
        _write(
            picture.address_in_storage(width), _cut(picture, image, width, _height(width)), "WEBP"
        )
    _write(picture.share_in_storage, _cut(picture, image, *_share_size(image)), "JPEG")


def _read(original):
    data = original.open("rb").read()
    if original._committed:  # an upload that is closed before it is stored is gone
        original.close()
    return data


@transaction.atomic
def save(picture: Picture) -> Picture:
    """Save the row of a picture; the files that it had and has no longer are deleted with the commit."""
    before = Picture.objects.filter(pk=picture.pk).first()
    picture.save()
    if before:
        transaction.on_commit(partial(_delete_unused, before))
    pages.move()
    return picture


@transaction.atomic
def delete(picture: Picture) -> None:
    """Delete a picture; its upload and what readers were shown of it are deleted with the commit."""
    before = Picture.objects.get(pk=picture.pk)
    picture.delete()
    transaction.on_commit(partial(_delete_unused, before))
    pages.move()


def decode(data: bytes) -> Image.Image:
    """Return the picture in `data` as upright RGB pixels and nothing else: no metadata, no animation, no profile."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError(_too_large(image))
            image.load()
            upright = ImageOps.exif_transpose(image)
    except DAMAGED as error:
        raise ValidationError(
            _("This file is no JPEG, PNG, WebP or GIF picture, or it is damaged.")
        ) from error
    return _on_white(upright)


def _too_large(image):
    return _("This picture has %(have)d million pixels; %(most)d million are allowed.") % {
        "have": image.width * image.height // 1_000_000,
        "most": MOST_PIXELS // 1_000_000,
    }


def _on_white(image):
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _stem(picture, data):
    # The name changes when the content or the cut does, so a rendition may be cached for ever.
    digest = hashlib.sha256(data)
    digest.update(f"{picture.focal_x},{picture.focal_y},{WIDTHS},{QUALITY}".encode())
    name = digest.hexdigest()[:24]
    return f"pictures/{name[:2]}/{name}"


def _widths(largest):
    return [width for width in WIDTHS if width <= largest] or [max(1, largest)]


def _height(width):
    return max(1, width * 10 // 16)


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


def _delete_unused(picture):
    """Delete the files of a picture as it once was, except those that a row names now."""
    if not Picture.objects.filter(original=picture.original.name).exists():
        storages["originals"].delete(picture.original.name)
    if not picture.stem or Picture.objects.filter(stem=picture.stem).exists():
        return  # the same photograph may have been uploaded twice
    for name in (picture.share_in_storage, *map(picture.address_in_storage, picture.widths)):
        storages["renditions"].delete(name)


def _write(name, image, kind):
    buffer = io.BytesIO()
    options = {"method": 4} if kind == "WEBP" else {"progressive": True, "optimize": True}
    image.save(buffer, kind, quality=QUALITY, **options)
    storages["renditions"].save(name, ContentFile(buffer.getvalue()))
