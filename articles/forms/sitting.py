"""One sitting at a story: what its form carries besides the story, so that nothing that was typed is lost."""

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy as _

from articles import versions, workingcopies
from articles.forms.opened import OpenedForm, hidden

HIDDEN = ("seen", "copy", "copy_of", "number")


class SittingForm(OpenedForm):
    """A form that knows which version was opened and where what is typed is kept.

    The admin sets `kept`, what a working copy holds, on the class that it makes for a request: then the form
    shows that instead of what was saved, and finds no fault with it yet.
    """

    kept = None
    stale = None  # the version that somebody saved meanwhile

    seen = hidden(forms.IntegerField)  # the version that was opened
    copy = hidden(forms.CharField, initial=workingcopies.new_token, max_length=40)
    copy_of = hidden(forms.CharField, max_length=40)  # the copy that was taken back up
    number = hidden(forms.IntegerField)  # of the last change, which the script counts

    def __init__(self, data=None, *args, **kwargs):
        is_kept = data is None and self.kept is not None
        super().__init__(self.kept if is_kept else data, *args, **kwargs)
        self.fields["seen"].initial = versions.newest(self.instance)
        if is_kept:
            spare(self)

    def refuse_stale(self) -> None:
        """Refuse to save over what was saved since the form was opened; `stale` then says what that is."""
        # The admin reads and writes in one transaction: what is the newest here is so when the story is saved.
        try:
            versions.refuse_stale(self.instance, self.cleaned_data.get("seen") or 0)
        except versions.Stale as stale:
            self.stale = stale.version
            self.add_error(None, _("Somebody saved this story after you had opened it."))

    def hidden_sitting(self):
        """Return the fields that the page draws without showing them, beside those of every form."""
        return [self[name] for name in HIDDEN]


def spare(form) -> None:
    """Let a form be shown with what it was given, without a word about its faults."""
    form._errors, form.cleaned_data = ErrorDict(), {}


def spare_all(formset) -> None:
    """Let the forms of a formset be shown with what they were given, without a word about their faults."""
    formset._errors, formset._non_form_errors = [], ErrorList()
    for form in formset.forms:
        spare(form)
