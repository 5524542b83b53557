"""The lead of the front, on the form of the story itself."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions, slots
from articles.forms.pinning import OFF

FIELDS = (gettext_lazy("Front page"), {"fields": (("lead_ends", "lead_date"),)})


class Pinning:
    """For the admin of stories: who arranges fronts pins a story as their lead when it is saved."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        if permissions.may_arrange(request.user):
            fieldsets.insert(-1, FIELDS)
        return fieldsets

    def pin(self, request, form):
        """Do what the form says of the lead, in the transaction in which the story is saved."""
        wish = form.cleaned_data.get("lead_ends")
        if not wish or not permissions.may_arrange(request.user):
            return
        if wish == OFF:
            slots.take_off_lead(form.instance, by=request.user)
            messages.info(request, _("The story is no longer pinned as the front lead."))
            return
        former = slots.pin_lead(form.instance, form.lead_until, by=request.user)
        messages.info(request, _said(former))


def _said(former):
    if former is None:
        return _("The story is pinned as the front lead.")
    return _("The story is pinned as the front lead, in the place of “%(former)s”.") % {
        "former": former.article
    }
