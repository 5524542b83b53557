"""An issue as it goes out, laid out from its stories: the same for all readers of one language."""

from django.utils import timezone

from articles import dates
from newsletter import blanks, contents, telling
from newsletter.models import Issue
from newsroom.press import links, mail, markup, moment

CARDS = 12  # stories that are told; of the others stands the headline, so that no mailbox cuts the letter off


def of(issue: Issue, language: str) -> mail.Printed:
    """Return an issue as it is now: our words in `language`, the stories in their own, for each reader a blank."""
    return mail.printed("issue", _said(issue, language), language=language)


def day(issue: Issue, language: str) -> str:
    """Return the day that an issue bears: on which it went out, is to go out, or is looked at."""
    now = moment.now()
    at = issue.started_at or max(issue.send_at or now, now)
    return dates.weekday_and_date(timezone.localtime(at), language)


def preview(issue: Issue, stories) -> str:
    """Return what a mailbox shows beside the subject."""
    first = stories[0] if stories else None
    return telling.one_line(issue.preview_text or (first.deck or first.teaser if first else ""))


def note(issue: Issue) -> str:
    """Return the note on top as paragraphs."""
    return markup.note_html(issue.note)


def _said(issue, language):
    stories = contents.of(issue)
    told = [telling.tell(story) for story in stories]
    return {
        "list_name": telling.one_line(issue.newsletter.name),
        "list_language": issue.newsletter.language,
        "subject": telling.one_line(issue.subject),
        "preview": preview(issue, stories),
        "note": markup.clean_comment(issue.note),
        "note_as_html": note(issue),
        "day": day(issue, language),
        "lead": told[:1],
        "cards": told[1:CARDS],
        "others": told[CARDS:],
        "address": links.absolute(issue.get_absolute_url()),
        "leave": blanks.LEAVE,
        "preferences": blanks.PREFERENCES,
    }
