"""Why the screening decided as it did, in words: rows keep the step and what it found."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "trap": _("filled in the field that people do not see"),
    "repeated": _("the same words stood elsewhere within a day"),
    "banned": _("blocked: %(found)s"),
    "blocked_word": _("blocked word: %(found)s"),
    "many_links": _("links: %(found)s"),
    "colleague": _("a colleague’s address, typed in public"),
    "mark_of_staff": _("the name holds the mark of staff"),
    ("mark_of_staff", "alike"): _("the name looks like the mark of staff"),
    "name_of_paper": _("the name is that of the paper, or looks like it"),
    "reported": _("somebody reported this address before"),
    "report": _("reported: %(found)s"),
    "unknown_origin": _("the browser did not say where it was written"),
    "trusted": _("a trusted address"),
    "foreign_opinion": _("spam, says Akismet"),
    ("foreign_opinion", "silent"): _("Akismet did not answer"),
    "everyone": _("held until an editor approves"),
    "first_comment": _("the first comment of this address"),
    "clear": _("nothing speaks against it"),
}


def in_words(step: str, found: str) -> str:
    """Return in words why a step decided; what a step that is no more once said stands as it was kept."""
    words = WORDS.get((step, found)) or WORDS.get(step)
    return str(words) % {"found": found} if words else found
