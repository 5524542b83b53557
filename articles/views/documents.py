"""Files that readers download."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from articles.models import Document
from newsroom.press import headers, ranges

MINUTE = 60  # seconds after which everybody has heard that a document is gone


@require_safe
def document(request, pk, name):
    """Send a document, or the part of it that is asked for, so that it can do nothing in our name."""
    document = get_object_or_404(Document, pk=pk, name=name)
    try:
        file = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("No such file.") from error
    response = ranges.send(request, file, document.size, document.digest)
    response["Content-Type"] = document.media_type
    # In a sandbox no recording is played, Safari shows nothing of some PDFs, and older Chromium of any. Little is lost
    # without one: the type is not guessed (`nosniff`), so that none of these is ever read as a page of ours, whatever
    # it holds, and what browsers read PDFs with is a closed room itself.
    policy = headers.SHOWN if document.is_shown else headers.UPLOAD
    response["Content-Security-Policy"] = policy
    response["Content-Disposition"] = content_disposition_header(not document.is_shown, name)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = f"public, max-age={MINUTE}"
    return response
