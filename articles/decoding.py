"""What counts as a picture: an upload is decoded to its pixels, and nothing else of it goes on."""

import io
import re
import struct

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
BEGINNINGS = {
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "gif": re.compile(rb"GIF8[79]a"),
}
MOST_PIXELS = 60_000_000  # a 60 megapixel camera; a decoder needs about four bytes for each
DEEP = ("I;16", "I;16B", "I;16L")  # greys of 16 bit, which a PNG may hold

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

# Some decoders ask for memory when a file is opened: Pillow refuses twice this limit before that, and warns of
# what lies between, which `decode` refuses.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def decode(data: bytes) -> Image.Image:
    """Return the picture in `data` as upright sRGB pixels and nothing else: no metadata, no animation, no profile.

    What is no picture of an allowed format is refused with a `ValidationError`, and before it is decoded
    what holds more than `MOST_PIXELS`.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.load()
            upright = ImageOps.exif_transpose(image)
    except TOO_LARGE as error:
        raise ValidationError(_too_large()) from error
    except DAMAGED as error:
        raise ValidationError(
            _("This file is no JPEG, PNG, WebP or GIF picture, or it is damaged.")
        ) from error
    pixels = _on_white(_in_srgb(upright))
    pixels.info = {}  # or a comment would be written into every JPEG that is made of it
    return pixels


def pixels(data: bytes) -> int:
    """Return how many pixels a picture says that it has; 0 for what `decode` refuses anyway."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return image.width * image.height
    except (*TOO_LARGE, *DAMAGED):
        return 0


def ending(head: bytes) -> str:
    """Return the ending of a picture's name, told from how it begins; nothing for what begins like none."""
    return next((found for found, begins in BEGINNINGS.items() if begins.match(head)), "")


def _too_large():
    most = MOST_PIXELS // 1_000_000
    return _("This picture has more than the %d million pixels that are allowed.") % most


def _in_srgb(image):
    """Return the colours as every screen shows them: a phone's own, or a printer's four, look faded or wrong else."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, given, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, *DAMAGED):
        return image  # a profile that makes no sense is left out


def _on_white(image):
    if image.mode in DEEP:
        return image.point(lambda value: value / 256, "L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


_SRGB = ImageCms.createProfile("sRGB")
