"""An issue as its writer has it on the screen, saved or not: its words, and its stories in their order."""

from collections.abc import Iterable

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from articles import candidates
from newsletter import choosing, issues
from newsletter.models import Issue

LONGEST_KEY = 18  # digits
MOST_STORIES = 50


class IssueForm(forms.ModelForm):
    """What is written in an issue by hand."""

    class Meta:
        model = Issue
        fields = ("goes_to", "subject", "preview_text", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goes_to"].choices = [("", _("Everyone on the list")), *_cadences()]
        if not choosing.in_two_rhythms([self.instance.newsletter]):
            del self.fields["goes_to"]


class Composition:
    """The form of an issue with the stories beside it."""

    def __init__(self, issue: Issue, data: MultiValueDict | None = None, *, is_sent=False):
        self.issue = issue
        self.is_checked = is_sent
        self.stories = _stories(data.getlist("stories")) if data is not None else _begun(issue)
        self.form = self._form(data)

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def move(self, place: int, by: int):
        """Let a story and the one above or below change places."""
        other = place + by
        if 0 <= place < len(self.stories) and 0 <= other < len(self.stories):
            rows = self.stories
            rows[place], rows[other] = rows[other], rows[place]

    def drop(self, key: str):
        """Take a story out."""
        self.stories = [story for story in self.stories if str(story.pk) != key]

    def add(self, key: str):
        """Put a story last, if it is not there yet."""
        self.stories = _stories([*(str(story.pk) for story in self.stories), key])

    def _form(self, data):
        if self.is_checked or data is None:
            return IssueForm(data, instance=self.issue)
        # What was typed so far, which nobody has called finished: no field is found wrong yet.
        typed = {name: data[name] for name in IssueForm.Meta.fields if name in data}
        return IssueForm(instance=self.issue, initial=typed)


def _begun(issue):
    if issue.pk is None:
        return issues.latest(issue.newsletter)
    return _stories(str(pk) for pk in issue.places.values_list("article", flat=True))


def _stories(keys: Iterable[str]):
    """Return the stories of these keys in their order, each once."""
    wanted = [int(key) for key in keys if _is_key(key)]
    found = candidates.by_key(wanted)
    return [found[key] for key in dict.fromkeys(wanted) if key in found][:MOST_STORIES]


def _is_key(text):
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


def _cadences():
    field = Issue._meta.get_field("goes_to")
    return [choice for choice in field.choices if choice[0]]
