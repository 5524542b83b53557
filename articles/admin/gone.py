"""Something that a colleague deleted while somebody wrote in its form: what they wrote is not lost with it."""

import re

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin import parcels

PAGE = "admin/articles/gone.html"


def page(admin, request) -> TemplateResponse:
    """Give back what was typed, to be saved as something new."""
    opts = admin.opts
    context = admin.admin_site.each_context(request) | {
        "title": _("Deleted meanwhile"),
        "opts": opts,
        "typed": list(_typed(parcels.pairs_of(request.POST), opts.model_name)),
        "has_files": bool(request.FILES),
        "address": reverse(f"admin:{opts.app_label}_{opts.model_name}_add"),
    }
    return TemplateResponse(request, PAGE, context, status=410)


def _typed(pairs, parent):
    """Yield what was posted as a form for something new would post it: its rows are new too."""
    key = re.compile(rf"-\d+-(id|{parent})\Z")
    for name, value in pairs:
        if name.endswith("-INITIAL_FORMS"):
            yield name, "0"
        elif name != "opened":
            yield name, "" if key.search(name) else value
