"""Form fields that refuse what is too long or unreadable, and never cut."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from comments.addresses import one_spelling
from newsroom.press import markup


def can_be_read(text: str) -> None:
    """Refuse text of which something was lost on its way, or that holds nothing a reader could see."""
    if "\ufffd" in text:
        raise ValidationError(_("Some of these characters did not arrive. Write them again"))
    if not any(unicodedata.category(character)[0] not in "CZ" for character in text):
        raise ValidationError(_("Enter something that can be read"))


class LineField(forms.CharField):
    """One line of text."""

    default_validators = [can_be_read]

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)  # a browser would cut what is pasted, and say nothing
        return attrs


class WordsField(LineField):
    """Text of several lines, in which every kind of line end counts as one character."""

    widget = forms.Textarea(attrs={"rows": 6})

    def to_python(self, value):
        return markup.clean_comment(super().to_python(value))


class AddressField(LineField, forms.EmailField):
    """An email address, in the one spelling in which comments keep it."""

    default_validators = forms.EmailField.default_validators

    def to_python(self, value):
        return one_spelling(super().to_python(value))


class WebsiteField(LineField, forms.URLField):
    """A web address; `https://` may be left out."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)
