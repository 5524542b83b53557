"""The words with which a reader consents: the box shows them and the proof of consent keeps them."""

from django.utils.translation import gettext as _


def heading() -> str:
    """Return the heading of the box, in the page's language."""
    return _("Sign Up for Our Newsletters")


def promise(site_name: str) -> str:
    """Return the sentence under the heading, in the page's language."""
    return _("Get notified of the latest updates from %(site)s.") % {"site": site_name}


def of_box(newsletter, site_name: str) -> str:
    """Return all that the box says about one list, as the proof keeps it."""
    return "\n".join([heading(), promise(site_name), _about(newsletter)])


def of_preferences(newsletter) -> str:
    """Return what the page of preferences says about one list, as the proof keeps it."""
    return "\n".join([_("Your newsletters"), _about(newsletter)])


def _about(newsletter):
    parts = (newsletter.name, newsletter.description, newsletter.frequency)
    return " · ".join(part for part in parts if part)
