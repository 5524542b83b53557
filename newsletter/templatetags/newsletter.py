"""The box in which readers sign up, for any page."""

from django import template
from django.utils import translation

from newsletter import wording
from newsletter.forms import SignupForm
from newsletter.models import Newsletter

register = template.Library()


@register.inclusion_tag("newsletter/_signup_box.html", takes_context=True)
def signup_box(context, form=None):
    """Draw the box, or nothing where there is no list; a page that refused a form passes it on."""
    language = translation.get_language()
    asked_on = {"page": context["request"].path[:300], "language": language}
    return {
        "form": form or SignupForm(Newsletter.objects.public(), initial=asked_on),
        "heading": wording.heading(),
        "promise": wording.promise(context["masthead"].name),
        "page_language": language,
    }
