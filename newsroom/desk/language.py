"""The language in which the desk speaks to somebody; readers' pages are in the language they are written in."""

from functools import wraps

from django.conf import settings
from django.utils import translation

from newsroom.models import User


def of(request) -> str:
    """Return what this person chose, else what their browser asks for, else the site's own."""
    chosen = getattr(request.user, "desk_language", "")
    return chosen or _spoken(translation.get_language_from_request(request))


def spoken(view):
    """Let a view of the desk answer in the language of whoever asks."""

    @wraps(view)
    def in_their_language(request, *args, **kwargs):
        with translation.override(of(request)):
            response = view(request, *args, **kwargs)
            if not getattr(response, "is_rendered", True):
                response.render()  # Django would do so later, in a language of nobody's
        return response

    return in_their_language


def _spoken(language):
    return language if language in User.DeskLanguage.values else settings.LANGUAGE_CODE
