"""When a pin ends, as an editor types it: one of the usual ends, or a date."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import endings
from articles.endings import Ending
from newsroom.press.minutes import TO_THE_MINUTE, MinuteField


def date_field(**options) -> forms.DateTimeField:
    """Return a field for the date and minute at which a pin ends."""
    return MinuteField(required=False, **options)


def refuse(ending: str, date) -> None:
    """Raise ValidationError, in words, unless the end and its date say together when a pin ends."""
    if ending == Ending.DATE and date is None:
        raise forms.ValidationError(_("Say until which date and time, or choose another end."))
    if ending == Ending.OPEN and date:
        raise forms.ValidationError(
            _("Choose “until the date”, or empty the date if there is no end.")
        )
    if ending != Ending.DATE:
        return
    if date <= timezone.now():
        raise forms.ValidationError(_("This moment is over. Choose a later one."))
    if date > timezone.now() + endings.LONGEST:
        raise forms.ValidationError(_("Choose a date within ten years."))


def as_typed(moment) -> str:
    """Return a moment as `date_field` shows it, to the minute."""
    return timezone.localtime(moment).strftime(TO_THE_MINUTE)
