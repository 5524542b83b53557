"""What the desk calls the kinds of records, what became of them, and the parts of a run."""

from django.utils.translation import gettext_lazy, pgettext_lazy

FILE, MENDED = "file", "mended"  # what the report says of the files themselves
KINDS = {
    "author": gettext_lazy("authors"),
    "category": gettext_lazy("categories"),
    "tag": gettext_lazy("tags"),
    "other term": gettext_lazy("other lists"),
    "guest-author": gettext_lazy("guest authors"),
    "post": pgettext_lazy("old site", "posts"),
    "page": gettext_lazy("pages"),
    "attachment": gettext_lazy("pictures and files"),
    "comment": gettext_lazy("comments"),
    FILE: gettext_lazy("files of the archive"),
    "menu item": gettext_lazy("items of menus"),
    "revision": gettext_lazy("older versions"),
    "wp_block": gettext_lazy("reusable blocks"),
    "unnamed item": gettext_lazy("records without a kind"),
}
OUTCOMES = {
    "imported": pgettext_lazy("record", "brought in"),
    "changed": pgettext_lazy("record", "changed"),
    "unchanged": pgettext_lazy("record", "unchanged"),
    "skipped": pgettext_lazy("record", "left out"),
}
IN_REHEARSAL = {
    "imported": pgettext_lazy("record", "would come in"),
    "changed": pgettext_lazy("record", "would change"),
    "unchanged": pgettext_lazy("record", "unchanged"),
    "skipped": pgettext_lazy("record", "would be left out"),
}
BESIDES = {MENDED: pgettext_lazy("record", "mended")}
PHASES = {
    "": gettext_lazy("Beginning"),
    "reading": gettext_lazy("Reading the archive"),
    "pictures and files": gettext_lazy("Pictures and files"),
    "bringing in": gettext_lazy("Bringing in what it holds"),
}


def outcomes(run) -> dict:
    """Return what a run calls what becomes of records: a rehearsal only says what would."""
    return IN_REHEARSAL if run.rehearsal else OUTCOMES
