"""A story as editors type it, and what stops it from going to readers."""

from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.forms.correcting import Correcting
from articles.forms.pinning import PinningForm
from articles.forms.releasing import Releasing
from articles.forms.sitting import SittingForm
from articles.models import Article


class ArticleForm(Correcting, PinningForm, Releasing, SittingForm):
    """A story in the admin; the admin sets `may_publish` on the class it makes for each request."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "headline" in self.fields:
            self.fields["headline"].error_messages["required"] = _("Give the story its headline.")
            self.fields["headline"].widget.attrs["autofocus"] = not self.instance.pk
        if "status" in self.fields and not self.may_publish:
            self.fields["status"].choices = [
                choice for choice in Article.Status.choices if choice[0] in ("draft", "review")
            ]

    def clean(self):
        cleaned = super().clean()
        cleaned["slug"] = self._slug(cleaned)
        cleaned["status"] = status = self.wanted_status()
        if status == Article.Status.READY:
            self._check_ready(cleaned)
            cleaned["published_at"] = self.release_time()
        if status == Article.Status.WITHDRAWN and not cleaned.get("withdrawal_reason"):
            self.add_error("withdrawal_reason", _("Tell readers why the story was withdrawn."))
        if self.instance.pk:
            self.refuse_stale()
        return cleaned

    def _slug(self, cleaned):
        # A slug that is taken is no fault: the story gets the next one, as it does where two want one at once.
        wanted = {"headline": cleaned.get("headline", ""), "slug": cleaned.get("slug", "")}
        return publishing.free_slug(Article(pk=self.instance.pk, **wanted))

    def _get_validation_exclusions(self):
        # Whether a slug is free is known in the turn of `publishing.save` alone, which takes the next one.
        return super()._get_validation_exclusions() | {"slug"}

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
        if not self.errors and self.instance.status != before:
            self._moves()[self.instance.status]()

    def _moves(self):
        """Return how a story comes to each status."""
        story, Status = self.instance, Article.Status  # noqa: N806 - a class
        return {
            Status.DRAFT: story.return_to_draft,
            Status.IN_REVIEW: story.submit,
            Status.READY: lambda: story.make_ready(self.cleaned_data["published_at"]),
            Status.WITHDRAWN: lambda: story.withdraw(self.cleaned_data["withdrawal_reason"]),
        }
