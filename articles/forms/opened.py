"""A form that carries along how everything in it stood when it was opened."""

from django import forms
from django.utils.functional import cached_property


def hidden(field, **kwargs):
    """Return a field of this kind that a page carries along without showing it."""
    # A browser that reloads the page must not put back what stood there before.
    widget = forms.HiddenInput(attrs={"autocomplete": "off"})
    return field(required=False, widget=widget, **kwargs)


class OpenedForm(forms.ModelForm):
    """A form by which the desk tells later what was changed since, and by whom of two people."""

    opened = hidden(forms.CharField)  # marks of what stood in each part of it

    @cached_property
    def changed_data(self):
        """Return the fields that somebody changed, as the history of a row names them: none that nobody sees."""
        return [name for name in super().changed_data if not self.fields[name].widget.is_hidden]
