"""Sections, tags, contributors and pages as editors type them."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import paths, slugs
from articles.forms.opened import OpenedForm
from newsroom.models import User


class RowForm(forms.ModelForm):
    """A row that is changed in its list: what was not touched stays as it is, and nothing is overwritten unseen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True  # so that a change is one to what the list showed

    def clean(self):
        cleaned = super().clean()
        for name in self.base_fields:
            is_saved = self[name].initial
            if name not in self.changed_data:
                cleaned[name] = is_saved
            elif name in cleaned and is_saved not in (cleaned[name], self._shown(name)):
                self._ask(name, is_saved)
        return cleaned

    def _shown(self, name):
        """Return what stood there when the list was opened."""
        return self.fields[name].to_python(self.data.get(self.add_initial_prefix(name)))

    def _ask(self, name, is_saved):
        """Refuse for once: who presses Save again has seen what a colleague wrote."""
        said = _(
            "A colleague saved “%(value)s” here meanwhile. Save again to put yours in its place."
        )
        self.add_error(
            name, forms.ValidationError(said, params={"value": self._in_words(is_saved)})
        )
        self.data = self.data.copy()
        self.data[self.add_initial_prefix(name)] = is_saved

    def _in_words(self, value):
        return (_("no"), _("yes"))[value] if isinstance(value, bool) else value


class NamedForm(OpenedForm):
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


class PageForm(OpenedForm):
    """A page at an address that nothing else of the site answers at."""

    def clean_path(self):
        path = self.cleaned_data["path"]
        if paths.is_reserved(path):
            raise forms.ValidationError(_("Another part of the site stands at this address."))
        return path
