"""Names for fields that no label of the page names: the two halves of a moment, and fields in the rows of a list."""

from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms import BaseModelFormSet
from django.utils.text import capfirst


class NamesMoments:
    """For what stands at the desk: the date and the time of a moment each say of what they are."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
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
