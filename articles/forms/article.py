"""A story as editors type it, and what stops it from going to readers."""

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import publishing, versions
from articles.forms.sitting import SittingForm
from articles.models import Article
from newsroom.press import moment

SUBMIT, PUBLISH = "_submit", "_publish"  # the buttons beside Save


class ArticleForm(SittingForm):
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
            cleaned["published_at"] = cleaned.get("published_at") or moment.of_database()
        if status == Article.Status.WITHDRAWN and not cleaned.get("withdrawal_reason"):
            self.add_error("withdrawal_reason", _("Tell readers why the story was withdrawn."))
        if self.instance.pk:
            self._refuse_stale(cleaned.get("seen") or 0)
        return cleaned

    def _refuse_stale(self, seen):
        # The admin reads and writes in one transaction: what is the newest here is so when the story is saved.
        try:
            versions.refuse_stale(self.instance, seen)
        except versions.Stale as stale:
            self.add_error(None, _said_of(stale.version))
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = stale.version.pk  # the next save knows of it

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


def _said_of(version):
    """Say who saved the story meanwhile, with a link that opens what they saved beside the form."""
    sentence = _(
        "{who} saved this story on {when}, after you had opened it. What you typed stands below and is "
        "not saved. Look at {link} first; if you save again, yours takes its place."
    )
    link = format_html(
        '<a href="{}" target="_blank">{}</a>',
        reverse("admin:articles_article_change", args=[version.id]),
        _("what was saved"),
    )
    when = date_format(timezone.localtime(version.history_date), "DATETIME_FORMAT")
    return format_html(
        str(sentence), who=version.history_user or _("Somebody"), when=when, link=link
    )
