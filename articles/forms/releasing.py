"""How a story comes to readers: at once, at a minute to come, by way of the editors, or not yet."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import standing
from articles.models import Article
from newsroom.press import moment
from newsroom.press.minutes import MinuteField

SUBMIT, PUBLISH, SCHEDULE, SEND_BACK = "_submit", "_publish", "_schedule", "_send_back"
PREVIEW = "_preview"  # saves nothing


def _by_whose_clocks():
    return gettext("To the minute, by the clocks of %(city)s.") % {"city": standing.city()}


class Releasing(forms.ModelForm):
    """The part of a story's form that decides when readers get it; `may_publish` is set by the admin."""

    may_publish = False
    asks_to_take_away = False  # whether readers may lose the story until the moment that was chosen

    published_at = MinuteField(
        label=_("Publication"), required=False, help_text=lazy(_by_whose_clocks, str)()
    )
    note = forms.CharField(
        label=_("Note to your colleagues"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    takes_away = forms.BooleanField(label=_("Take it from readers until then"), required=False)

    def wanted_status(self):
        """Return the status that the pressed button asks for, or the one that was chosen."""
        if self.may_publish and (PUBLISH in self.data or SCHEDULE in self.data):
            return Article.Status.READY
        if self.may_publish and SEND_BACK in self.data:
            return Article.Status.DRAFT
        if SUBMIT in self.data:
            return Article.Status.IN_REVIEW
        return self.cleaned_data.get("status") or self.instance.status

    def release_time(self):
        """Return from when readers have a story that becomes ready; find fault with what was not meant."""
        at, now = self.cleaned_data.get("published_at"), moment.of_database()
        if at and self._is_with_readers(now) and at > now and PREVIEW not in self.data:
            self._ask_to_take_away()
            return at
        if SCHEDULE in self.data:
            return self._scheduled(at, now)
        if PUBLISH in self.data and at and at > now:
            return self._at_once(at, now)
        return at or now

    def _scheduled(self, at, now):
        if "published_at" in self.errors:
            return at
        if at is None:
            self.add_error("published_at", _("Say when readers should get the story."))
        elif at <= now:
            self.add_error(
                "published_at", _("This moment is over. Choose one to come, or press Publish.")
            )
        return at

    def _at_once(self, at, now):
        was_scheduled = self.instance.status == Article.Status.READY
        if was_scheduled and self.instance.published_at == at:
            return now
        self.add_error(
            "published_at",
            _("This moment is still to come. Press Schedule, or empty the field to publish now."),
        )
        return at

    def _is_with_readers(self, now):
        had = self.instance.published_at
        return self.instance.status == Article.Status.READY and had is not None and had <= now

    def _ask_to_take_away(self):
        """Refuse a moment to come for what readers have already, until it is said that it was meant."""
        self.asks_to_take_away = True
        if self.cleaned_data.get("takes_away"):
            return
        words = _(
            "Readers have this story, and would lose it until then. Choose when it came out (%(when)s), "
            "or tick “%(tick)s” above the text."
        )
        when = standing.when(self.instance.published_at)
        tick = self.fields["takes_away"].label
        self.add_error("published_at", words % {"when": when, "tick": tick})
