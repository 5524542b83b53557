"""An issue for nobody's mailbox but one's own: what it will look like, with links that do nothing to anybody."""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from newsletter import blanks, printing
from newsletter.models import Issue
from newsroom.press import links, mail


def printed(issue: Issue, language: str = "") -> mail.Printed:
    """Return an issue as readers would get it; where each has a link of their own stands the page of the lists."""
    letter = printing.of(issue, language or issue.newsletter.language)
    return mail.Printed(letter.subject, _filled(letter.text), _filled(letter.html))


def send(issue: Issue, to: str) -> None:
    """Hand a test to the mail server at once; raises `OSError` with its words where it does not take it."""
    letter = printed(issue)
    subject = _("Test: %(subject)s") % {"subject": letter.subject}
    message = EmailMultiAlternatives(subject=subject, body=letter.text, to=[to])
    message.attach_alternative(letter.html, "text/html")
    message.send()


def _filled(text):
    for blank in blanks.ALL:
        text = text.replace(blank, links.absolute(reverse("newsletter_list")))
    return text
