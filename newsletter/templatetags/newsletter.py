"""The box in which readers sign up, for any page."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from newsletter import wording
from newsletter.forms import SignupForm
from newsletter.models import Newsletter
from newsroom.press import memory

ADDRESS = "address-of-the-page"

register = template.Library()


@register.simple_tag(takes_context=True)
def signup_box(context, form=None):
    """Draw the box, or nothing where there is no list; a page that refused a form passes it on."""
    language = get_language()
    if form:
        return _draw(form, context["masthead"], language)
    # An empty box is the same on every page but for the address that it tells.
    key = ("signup box", language)
    empty = memory.per_edition(key, lambda: _draw(_empty(language), context["masthead"], language))
    return mark_safe(empty.replace(ADDRESS, escape(context["request"].path[:300])))


def _empty(language):
    asked_on = {"page": ADDRESS, "language": language}
    return SignupForm(Newsletter.objects.public(), initial=asked_on)


def _draw(form, masthead, language):
    context = {
        "form": form,
        "heading": wording.heading(),
        "promise": wording.promise(masthead.name),
        "page_language": language,
    }
    return render_to_string("newsletter/_signup_box.html", context)
