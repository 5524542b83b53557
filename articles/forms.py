"""What editors type, and what stops a story from going to readers."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import pictures, publishing, slugs
from articles.models import Article, Picture

SUBMIT, PUBLISH = "_submit", "_publish"  # the buttons beside Save


class ArticleForm(forms.ModelForm):
    """A story in the admin; the admin sets `may_publish` on the class it makes for each request."""

    may_publish = False

    substantive = forms.BooleanField(
        label=_("Readers should see that this was updated"),
        required=False,
        help_text=_(
            "Moves the time under “Updated”. Leave it for spelling and other small things."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "status" in self.fields and not self.may_publish:
            self.fields["status"].choices = [
                choice for choice in Article.Status.choices if choice[0] in ("draft", "review")
            ]

    def clean(self):
        cleaned = super().clean()
        cleaned["slug"] = self._slug(cleaned)
        cleaned["status"] = status = self._wanted_status()
        if status == Article.Status.READY:
            self._check_ready(cleaned)
            cleaned["published_at"] = cleaned.get("published_at") or timezone.now()
        if status == Article.Status.WITHDRAWN and not cleaned.get("withdrawal_reason"):
            self.add_error("withdrawal_reason", _("Tell readers why the story was withdrawn."))
        return cleaned

    def _slug(self, cleaned):
        story = Article(pk=self.instance.pk, headline=cleaned.get("headline", ""), slug="")
        return cleaned.get("slug") or publishing.free_slug(story)

    def _wanted_status(self):
        if PUBLISH in self.data and self.may_publish:
            return Article.Status.READY
        if SUBMIT in self.data:
            return Article.Status.IN_REVIEW
        return self.cleaned_data.get("status") or self.instance.status

    def _check_ready(self, cleaned):
        picture = cleaned.get("lead_picture")
        if picture and not picture.alt:
            self.add_error(
                "lead_picture",
                _("Give the lead picture its alternative text before the story goes to readers."),
            )

    def _post_clean(self):
        before = self.instance.status
        super()._post_clean()
        if self.errors or self.instance.status == before:
            return
        if self.instance.status == Article.Status.READY:
            self.instance.make_ready(self.cleaned_data["published_at"])
        if self.instance.status == Article.Status.WITHDRAWN:
            self.instance.withdraw(self.cleaned_data["withdrawal_reason"])


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


class PictureForm(forms.ModelForm):
    """An upload with its words; what is no picture is refused before anything is stored."""

    class Meta:
        model = Picture
        fields = ("original", "alt", "caption", "credit", "focal_x", "focal_y")
        widgets = {
            "original": forms.FileInput(
                attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}
            )
        }

    def clean_original(self):
        upload = self.cleaned_data["original"]
        if "original" in self.changed_data:
            pictures.decode(upload.read())
            upload.seek(0)
        return upload

    @property
    def needs_render(self) -> bool:
        return bool({"original", "focal_x", "focal_y"} & set(self.changed_data))
