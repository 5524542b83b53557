"""Sections, tags, contributors and pages as editors type them."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import paths, slugs
from newsroom.models import User


class NamedForm(forms.ModelForm):
    """A section, tag or contributor, whose slug is made from its name when left empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Made from the name when left empty.")

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and "name" in cleaned and not cleaned.get("slug"):
            cleaned["slug"] = slugs.first_free(slugs.slugify(cleaned["name"]), self._is_taken)
        return cleaned

    def _is_taken(self, slug):
        return self._meta.model.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists()


class ContributorForm(NamedForm):
    """A contributor, who may be linked to the login of a colleague.

    The names of colleagues are a plain choice: a newsroom has few, and to search them as the admin does takes
    the right to see everything about them.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            here = Q(is_staff=True) | Q(pk=self.instance.user_id)
            self.fields["user"].queryset = User.objects.filter(here).order_by("username")


class PageForm(forms.ModelForm):
    """A page at an address that nothing else of the site answers at."""

    def clean_path(self):
        path = self.cleaned_data["path"]
        if paths.is_reserved(path):
            raise forms.ValidationError(_("Another part of the site stands at this address."))
        return path
