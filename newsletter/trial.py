"""An issue for nobody's mailbox but one's own: as readers get it, with links that do nothing to anybody."""

import copy
import secrets

from django.urls import reverse
from django.utils.translation import gettext as _

from newsletter import blanks, printing
from newsletter.models import Issue, IssuePrint
from newsletter.sending import postbox
from newsletter.sending.handover import Letter
from newsletter.sending.refusals import Doubtful, Refused, Unreachable, Unwelcome
from newsletter.sending.wire import Wire
from newsroom.press import links, mail

NOBODY = 0  # the reader whose links lead nowhere
NO_DELIVERY = 2**62  # from here on numbers are of no row of a ledger


class NotSent(Exception):
    """The mail server did not take the test; says so in its words."""


def printed(issue: Issue, language: str = "") -> mail.Printed:
    """Return an issue as readers would get it; where each has a link of their own stands the page of the lists."""
    letter = printing.of(issue, language or issue.newsletter.language)
    return mail.Printed(letter.subject, _filled(letter.text), _filled(letter.html))


def send(issue: Issue, to: str) -> None:
    """Hand a test to the mail server at once, in the form in which readers get it; raises `NotSent`."""
    tried = copy.copy(issue)
    tried.subject = _("Test: %(subject)s") % {"subject": issue.subject}
    language = issue.newsletter.language
    said = printed(tried, language)
    wire = Wire(IssuePrint(issue=tried, language=language, text=said.text, html=said.html))
    # A number of its own, or mailboxes would take the second test for the first.
    number = NO_DELIVERY + secrets.randbelow(NO_DELIVERY)
    try:
        _hand_over(wire, Letter(number, NOBODY, to, language))
    except (Doubtful, Refused, Unreachable, Unwelcome) as reason:
        raise NotSent(str(reason)) from reason


def _hand_over(wire, letter):
    box = postbox.connected()
    try:
        message = box.write(wire, letter)
        box.offer(letter)
        box.hand(message)
    finally:
        box.close()


def _filled(text):
    for blank in blanks.ALL:
        text = text.replace(blank, links.absolute(reverse("newsletter_list")))
    return text
