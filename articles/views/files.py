"""The public files: pictures as we cut them, the masthead's logo, the sign in a browser's tab."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import rights
from newsroom.press import headers, pages

TYPES = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
YEAR = 31_536_000  # seconds for which a browser keeps a file: one whose content changes gets a new name
MINUTE = (
    60  # seconds for which a web server before us does, from which a withdrawn picture has to go
)


@require_safe
def media(request, path):
    """Send one of our public files, which may be kept for as long as we may show it."""
    file = _public_file(path)
    left = rights.seconds_left(path)
    if left == 0:
        return HttpResponse(status=410)
    response = _file(request, file, f'"{path}"')
    response["Cache-Control"] = f"public, max-age={int(min(YEAR, left))}, immutable"
    if settings.TRUSTED_PROXIES:
        response["X-Accel-Expires"] = str(int(min(MINUTE, left)))
    response["Content-Security-Policy"] = headers.UPLOAD
    return response


@pages.shared
def icon(request):
    return render(request, "icon.svg", content_type=TYPES[".svg"])


def _file(request, file, tag):
    response = HttpResponseNotModified()
    if request.headers.get("If-None-Match") != tag:
        response = FileResponse(file.open("rb"), content_type=TYPES[file.suffix])
    response["ETag"] = tag
    return response


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
