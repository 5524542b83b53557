"""What a digest is called and what a mailbox shows of it, in words that editors have written already."""

import datetime

from django.utils.text import Truncator

from articles.models import Article
from newsletter import issues
from newsletter.models import DigestRule, Issue

LONGEST = 200  # characters of a subject, and of a preview text
IN_PREVIEW = 3  # headlines


def empty(rule: DigestRule) -> Issue:
    """Return an issue without a word, of the list and for the readers that the rule is about."""
    return Issue(newsletter=rule.newsletter, goes_to=rule.goes_to)


def write(rule: DigestRule, due: datetime.datetime, articles: list[Article]) -> Issue:
    """Save an issue of these stories; one that does not ask may go out for as long as the rule's window is open."""
    issue = empty(rule)
    lead, *others = (_line(article.headline) for article in articles)
    issue.subject = _short(f"{rule.newsletter.name}: {lead}")
    issue.preview_text = _short(" · ".join(others[:IN_PREVIEW]))
    if not rule.asks_first:
        issue.late_until = rule.may_be_late_until(due)
    return issues.save(issue, articles)


def _line(words):
    """Return words on one line, without what cannot be seen."""
    return "".join(each for each in " ".join(words.split()) if each.isprintable())


def _short(words):
    return Truncator(words).chars(LONGEST)
