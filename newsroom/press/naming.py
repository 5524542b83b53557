"""Fields of the desk, each with its name: the two halves of a moment, and what stands in the rows of a list."""

from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import models
from django.forms import BaseModelFormSet
from django.utils.text import capfirst

from newsroom.press.minutes import SplitMomentField


class NamesMoments:
    """For what stands at the desk: a moment goes by the newsroom's clocks, and its halves say of what they are."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.DateTimeField):
            kwargs["form_class"] = SplitMomentField
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, AdminSplitDateTime):
            _name_halves(field)
        return field


class NamedRows(BaseModelFormSet):
    """Rows of a list that are changed there: each field says what its column says."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label:
                field.widget.attrs["aria-label"] = capfirst(field.label)


def _name_halves(field):
    said = field.widget.get_context("", None, {})
    halves = (str(said["date_label"]), str(said["time_label"]))
    for widget, half in zip(field.widget.widgets, halves, strict=True):
        widget.attrs["aria-label"] = f"{capfirst(field.label)}, {half.rstrip(':.։')}"
