"""Moments as people type them, by the newsroom's clocks, in the nights too in which those are put on or back."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"
NO_TIME = forms.DateTimeField.default_error_messages["invalid"]


class ByTheClocks:
    """A field for a moment: of what the clocks show twice the first is meant, what they leave out is refused.

    A moment that nobody touched stays as it was, to the microsecond, whichever of the two it is.
    """

    unshown = {"microsecond": 0}  # what a moment loses when it is shown
    had = None

    def get_bound_field(self, form, field_name):
        self.had = form.initial.get(field_name)
        return super().get_bound_field(form, field_name)

    def clean(self, value):
        given = super().clean(value)
        if not given:
            return given
        try:
            typed = on_the_clock(given)
        except OverflowError:  # so early or so late that UTC has no such year
            raise forms.ValidationError(NO_TIME, "invalid") from None
        return self.had if self._is_shown_as(typed) else given

    def _is_shown_as(self, typed):
        if not (isinstance(self.had, datetime.datetime) and timezone.is_aware(self.had)):
            return False
        return on_the_clock(self.had).replace(**self.unshown) == typed


class MinuteField(ByTheClocks, forms.DateTimeField):
    """A moment to the minute, in the browser's own field for it."""

    widget = forms.DateTimeInput(
        format=TO_THE_MINUTE,
        attrs={"type": "datetime-local", "max": "9999-12-31T23:59"},  # years of four digits
    )
    unshown = {"second": 0, "microsecond": 0}

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            return _meant(error)


class SplitMomentField(ByTheClocks, forms.SplitDateTimeField):
    """A moment in two halves, date and time, as Django's admin has it."""

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except forms.ValidationError as error:
            return _meant(error)


def on_the_clock(at: datetime.datetime) -> datetime.datetime:
    """Return what the newsroom's clocks show at a moment."""
    return timezone.localtime(at.astimezone(datetime.UTC)).replace(tzinfo=None)


def _meant(error):
    """Return the moment that was meant by what Django could not tell; raise what is wrong with it."""
    typed = (error.params or {}).get("datetime")
    if typed is None:
        raise error  # no time at all
    first = timezone.make_aware(typed)
    if on_the_clock(first) == typed:
        return first
    said = _("The clocks are put on that night, and %(time)s is left out. Choose another time.")
    raise forms.ValidationError(said, "left_out", {"time": f"{typed:%H:%M}"}) from error
