"""The paper's name and menus, there for every template."""

from django.utils.functional import SimpleLazyObject

from newsroom.models import Masthead


def context(request):
    """Put `masthead` into every template; it is asked for when a page first uses it."""
    return {"masthead": SimpleLazyObject(Masthead.as_printed)}
