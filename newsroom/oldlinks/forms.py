"""The form of one redirect."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.forms.opened import OpenedForm
from newsroom.models import OldAddress
from newsroom.oldlinks import redirecting


class RedirectForm(OpenedForm):
    """A redirect as an editor fills it in."""

    is_gone = forms.BooleanField(
        label=_("gone for good"),
        required=False,
        help_text=_("Readers and search engines are told that nothing takes its place (410)."),
    )

    class Meta:
        model = OldAddress
        fields = ("path", "target")
        help_texts = {
            "path": _("Its path, with or without the name of this site: /2019/05/old-name/"),
            "target": _("A path of this site, or a whole https address elsewhere."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        old = self.instance
        self.fields["is_gone"].initial = bool(old.pk) and not (old.kind or old.target)
        if old.kind:
            self.fields["target"].help_text = _(
                "Left empty, it leads to what was brought along from the old site, wherever that stands."
            )

    def clean_path(self):
        path = redirecting.old_path(self.cleaned_data["path"])
        if path != self.instance.path and redirecting.has_page(path):
            raise redirecting.taken()
        return path

    def clean_target(self):
        target = self.cleaned_data["target"]
        return redirecting.target(target) if target else ""

    def clean(self):
        cleaned = super().clean()
        target, is_gone = cleaned.get("target"), cleaned.get("is_gone")
        if target and is_gone:
            self.add_error("is_gone", _("It either leads somewhere or is gone for good."))
        if not (target or is_gone or self.instance.kind or self.errors):
            self.add_error("target", _("Say where it leads, or that it is gone for good."))
        if target and "path" in cleaned and not self.errors:
            self._refuse_ways_on(cleaned["path"], target)
        if target or is_gone:
            self.instance.kind, self.instance.new_id = "", None
        return cleaned

    def _refuse_ways_on(self, path, target):
        try:
            redirecting.refuse_ways_on(path, target)
        except ValidationError as error:
            self.add_error("target", error)
