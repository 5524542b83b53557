"""The box in which readers sign up, for any page."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from newsletter import wording
from newsletter.forms import SignupForm
from newsletter.models import Newsletter
from newsroom.press import memory
from newsroom.press.prepared import Prepared

ADDRESS = "address-of-the-page"
SHOWN = ("id", "name", "description", "frequency", "language")  # of a newsletter, in the box

register = template.Library()


@register.simple_tag(takes_context=True)
def signup_box(context, form=None):
    """Draw the box, or nothing where there is no list; a page that refused a form passes it on."""
    language, site_name = get_language(), context["masthead"].name
    if form:
        return _draw(form, site_name, language)
    # An empty box is the same on every page but for the address that it tells.
    offered = memory.per_edition("offered newsletters", _offered)
    empty = _empty(site_name, language, offered)
    return mark_safe(empty.replace(ADDRESS, escape(context["request"].path[:300])))


def _offered():
    return tuple(_ask_offered())


_ask_offered = Prepared(lambda: Newsletter.objects.public().values_list(*SHOWN))


@lru_cache(maxsize=16)
def _empty(site_name, language, offered):
    """Draw the box of these newsletters, once for as long as all that it shows is the same."""
    newsletters = [Newsletter(**dict(zip(SHOWN, row, strict=True))) for row in offered]
    asked_on = {"page": ADDRESS, "language": language}
    return _draw(SignupForm(newsletters, initial=asked_on), site_name, language)


def _draw(form, site_name, language):
    context = {
        "form": form,
        "heading": wording.heading(),
        "promise": wording.promise(site_name),
        "page_language": language,
    }
    return render_to_string("newsletter/_signup_box.html", context)
