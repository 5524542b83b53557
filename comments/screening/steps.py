"""The steps of the screening: each has an opinion about a comment, or none."""

import datetime
import re
from functools import cache

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, override

from comments import akismet, bans, blockedwords, closing, lookalikes
from comments.history import TURNED_DOWN
from comments.models import Comment, Report, Rules
from comments.screening.verdicts import Arrival, Refused, Verdict
from newsroom.models import Language, Masthead, User

Status = Comment.Status

REPEATED_WITHIN = datetime.timedelta(days=1)
REPORTED_WITHIN = datetime.timedelta(days=30)  # longer only where an editor agreed

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)  # without which a name is the paper's all the same
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


def closed_story(comment: Comment, arrival: Arrival) -> Verdict | None:
    if not closing.is_open(comment.article):
        raise Refused
    return None


def trap(comment: Comment, arrival: Arrival) -> Verdict | None:
    return Verdict(Status.SPAM) if arrival.trapped else None


def repeated(comment: Comment, arrival: Arrival) -> Verdict | None:
    """The same words elsewhere: spam where they were spam, else for an editor to judge."""
    since = timezone.now() - REPEATED_WITHIN
    elsewhere = Comment.objects.filter(words_digest=comment.words_digest, created_at__gt=since)
    known = set(elsewhere.exclude(pk=comment.pk).values_list("status", flat=True)[:100])
    if not known:
        return None
    return Verdict(Status.SPAM if Status.SPAM in known else Status.PENDING)


def banned(comment: Comment, arrival: Arrival) -> Verdict | None:
    ban = bans.find(comment)
    return Verdict(Status.SPAM, ban.value) if ban else None


def blocked_word(comment: Comment, arrival: Arrival) -> Verdict | None:
    rules = arrival.rules
    word = blockedwords.find(rules.blocked_words, comment.body, comment.name, comment.website)
    return Verdict(Status(rules.blocked_become), word[:300]) if word else None


def many_links(comment: Comment, arrival: Arrival) -> Verdict | None:
    links = len(_LINK.findall(comment.body))
    return Verdict(Status.PENDING, str(links)) if links > arrival.rules.links_allowed else None


def reported(comment: Comment, arrival: Arrival) -> Verdict | None:
    """An address of which readers reported something lately, or something that an editor turned down.

    What an editor looked at and left as it is does not count.
    """
    lately = timezone.now() - REPORTED_WITHIN
    of_address = Report.objects.filter(comment__email=comment.email)
    counts = Q(at__gt=lately, settled=False) | Q(comment__status__in=TURNED_DOWN)
    return Verdict(Status.PENDING) if of_address.filter(counts).exists() else None


def colleague(comment: Comment, arrival: Arrival) -> Verdict | None:
    if not arrival.rules.hold_colleagues:
        return None
    works_here = User.objects.filter(is_staff=True, is_active=True, email__iexact=comment.email)
    return Verdict(Status.PENDING) if works_here.exists() else None


def mark_of_staff(comment: Comment, arrival: Arrival) -> Verdict | None:
    """A name with the word by which readers, who may hear the page or see no colours, know the paper's own answers."""
    if blockedwords.find(_marks(), comment.name):
        return Verdict(Status.PENDING)
    alike = any(lookalikes.holds(comment.name, mark) for mark in _marks().splitlines())
    return Verdict(Status.PENDING, "alike") if alike else None


def name_of_paper(comment: Comment, arrival: Arrival) -> Verdict | None:
    """A name with that of the paper, which stands above the answers of colleagues who gave no name of their own.

    Some people are called as their paper is: with a name and address that an editor approved once they wait no more.
    """
    paper = _ARTICLE.sub("", Masthead.as_printed().name)
    if not lookalikes.holds(comment.name, paper) or _was_let_through(comment):
        return None
    return Verdict(Status.PENDING)


def unknown_origin(comment: Comment, arrival: Arrival) -> Verdict | None:
    return None if arrival.origin_known else Verdict(Status.PENDING)


def trusted(comment: Comment, arrival: Arrival) -> Verdict | None:
    known = arrival.rules.trusted_addresses.casefold().split()
    return Verdict(Status.VISIBLE) if comment.email.casefold() in known else None


def foreign_opinion(comment: Comment, arrival: Arrival) -> Verdict | None:
    """What Akismet thinks, where the paper asks it; while it says nothing, an editor decides."""
    if not akismet.is_asked():
        return None
    try:
        return Verdict(Status.SPAM) if akismet.is_spam(comment, arrival.browser) else None
    except akismet.SaidNothing:
        return Verdict(Status.PENDING, "silent")


def everyone(comment: Comment, arrival: Arrival) -> Verdict | None:
    return Verdict(Status.PENDING) if arrival.rules.hold == Rules.Hold.EVERYONE else None


def first_comment(comment: Comment, arrival: Arrival) -> Verdict | None:
    if arrival.rules.hold != Rules.Hold.FIRST:
        return None
    known = Comment.objects.approved().filter(email=comment.email).exclude(pk=comment.pk)
    return None if known.exists() else Verdict(Status.PENDING)


def clear(comment: Comment, arrival: Arrival) -> Verdict:
    return Verdict(Status.VISIBLE)


def _was_let_through(comment):
    of_name = Comment.objects.approved().filter(email=comment.email, name=comment.name)
    return of_name.filter(decisions__step="", decisions__after=Status.VISIBLE).exists()


@cache
def _marks():
    """Return the word in each language in which stories are read, each on a line."""
    marks = []
    for language in Language.values:
        with override(language):
            marks.append(gettext("Staff"))
    return "\n".join(marks)
