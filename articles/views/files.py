"""The public files: pictures as we cut them, the masthead's logo, the sign in a browser's tab."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from newsroom.press import headers, pages

TYPES = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
FOR_EVER = "public, max-age=31536000, immutable"  # a file whose content changes gets a new name


@require_safe
def media(request, path):
    """Send one of our public files; a cache before us keeps it for as long as it likes."""
    file = _public_file(path)
    response = FileResponse(file.open("rb"), content_type=TYPES[file.suffix])
    response["Cache-Control"] = FOR_EVER
    response["Content-Security-Policy"] = headers.UPLOAD
    return response


@pages.shared
def icon(request):
    return render(request, "icon.svg", content_type=TYPES[".svg"])


def _public_file(path):
    """Return the file, only when it really lies in the public folder and is of a kind that we publish."""
    root = Path(settings.MEDIA_ROOT).resolve()
    try:
        file = (root / path).resolve(strict=True)
    except (OSError, ValueError) as error:  # no such file, a name too long, a null byte
        raise Http404("No such file.") from error
    if not file.is_relative_to(root) or not file.is_file() or file.suffix not in TYPES:
        raise Http404("No such file.")
    return file
