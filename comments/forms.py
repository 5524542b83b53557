"""The form under every story."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments import closing
from comments.formfields import AddressField, LineField, WebsiteField, WordsField
from comments.models import (
    LONGEST_BODY,
    LONGEST_NAME,
    LONGEST_OBJECTION,
    LONGEST_REPORT,
    Comment,
    Report,
)

TOO_LONG = _("This has %(show_value)s characters. Shorten it to %(limit_value)s or fewer")
EMAIL_ADVICE = _("Enter an email address in the correct format, like name@example.com")
WEBSITE_ADVICE = _("Enter a web address like https://example.com, or leave this field empty")


class CommentForm(forms.Form):
    """What a reader says about a story, or to another reader."""

    body = WordsField(
        label=_("Comment"),
        max_length=LONGEST_BODY,
        error_messages={"required": _("Enter your comment"), "max_length": TOO_LONG},
    )
    name = LineField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name"), "max_length": TOO_LONG},
    )
    email = AddressField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": EMAIL_ADVICE,
            "max_length": EMAIL_ADVICE,
        },
    )
    website = WebsiteField(
        label=_("Website"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
        error_messages={"invalid": WEBSITE_ADVICE, "max_length": TOO_LONG},
    )
    notices = forms.BooleanField(label=_("Email me when somebody answers"), required=False)
    # People do not see it; a program that fills in every field gives itself away.
    subject = LineField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, article: Article, data=None, answered: Comment | None = None):
        super().__init__(data, auto_id="comment-%s", initial={"parent": answered and answered.pk})
        self.article, self.answered = article, answered

    def clean(self):
        self.answered = self._find_answered()
        if not closing.is_open(self.article):
            self.say_closed()
        return self.cleaned_data

    def say_closed(self):
        """Tell the reader that the story takes no comments; what was typed stays in the form."""
        self.add_error(None, gettext("Comments are closed."))

    def comment(self, source: str) -> Comment:
        """Return what the reader sent from `source`, not yet screened nor saved."""
        fields = {name: self.cleaned_data[name] for name in ("body", "name", "email", "website")}
        comment = Comment(article=self.article, source=source or None, **fields)
        comment.wants_notices = self.cleaned_data["notices"]
        comment.tidy()
        if self.answered:
            comment.stand_under(self.answered)
        return comment

    def _find_answered(self):
        if not self.data.get("parent"):
            return None
        found = Comment.objects.visible().filter(article=self.article)
        found = found.filter(pk=self.cleaned_data.get("parent")).first()
        if not found:
            self.errors.pop("parent", None)
            message = gettext(
                "The comment that you answer is no longer here. "
                "Post yours again and it stands on its own."
            )
            self.add_error(None, message)
        return found


class EditForm(forms.Form):
    """Other words for a comment."""

    body = WordsField(
        label=_("Comment"),
        max_length=LONGEST_BODY,
        error_messages={"required": _("Enter your comment"), "max_length": TOO_LONG},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="edit-%s", **kwargs)


class LinkForm(forms.Form):
    """The address to which the link to one's own comments is mailed."""

    email = AddressField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": EMAIL_ADVICE,
            "max_length": EMAIL_ADVICE,
        },
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="link-%s")


class Reasons(forms.RadioSelect):
    """Reasons to choose one of; a link to the field leads to the first."""

    def id_for_label(self, id_, index=None):
        return super().id_for_label(id_, "0" if index is None else index)


class ReportForm(forms.Form):
    """Why an editor should look at a comment."""

    REASONS = {
        Report.Reason.SPAM: _("It is advertising or spam"),
        Report.Reason.ABUSE: _("It insults or threatens somebody"),
        Report.Reason.HATE: _("It spreads hatred of a group of people"),
        Report.Reason.PRIVATE: _("It tells what is private"),
        Report.Reason.UNTRUE: _("It says what is not true"),
        Report.Reason.OTHER: _("Something else"),
    }
    CHOOSE = _("Choose what is wrong with the comment")

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=list(REASONS.items()),
        widget=Reasons,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    words = WordsField(
        label=_("What else should an editor know? (optional)"),
        required=False,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="report-%s")


class ObjectionForm(forms.Form):
    """What a writer answers to a decision."""

    words = WordsField(
        label=_("Your answer"),
        max_length=LONGEST_OBJECTION,
        error_messages={"required": _("Enter your answer"), "max_length": TOO_LONG},
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="objection-%s")
