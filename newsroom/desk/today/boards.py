"""Short lists of what somebody works on, what waits for them, what is planned and what leads."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import frontpage, notes, permissions, readership, standing, workingcopies
from articles.models import Article
from comments import reporting
from comments.models import Comment
from comments.permissions import may_moderate
from newsletter.digests import asking
from newsletter.permissions import may_send
from newsroom.models import Masthead

SHOWN = 8
OF_ROW = ("headline", "status", "published_at", "withdrawn_at", "saved_at")


@dataclass(frozen=True)
class Row:
    """One thing: what it is called, where it is opened, and what is to be known of it."""

    name: str
    address: str
    said: str = ""


@dataclass(frozen=True)
class Board:
    """A short list under a heading; `more` leads to the whole of it, `nothing` is said when it is empty.

    `ways` stand above it: what may be begun there.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    more: str = ""
    nothing: str = ""
    ways: list[Row] = field(default_factory=list)


def of(user) -> list[Board]:
    """Return the lists that concern this colleague."""
    boards = []
    if user.has_perm("articles.add_article"):
        boards.append(_drafts(user))
    boards.append(_waiting(user))
    if permissions.may_look_ahead(user):
        boards += [_scheduled(user), _on_the_front(), _most_read()]
    return [board for board in boards if board.rows or board.nothing]


def _drafts(user):
    own = permissions.own(user, Article.objects.filter(status=Article.Status.DRAFT))
    drafts = own.only(*OF_ROW).order_by("-saved_at", "-pk")[:SHOWN]
    unsaved = workingcopies.all_of(user)[:SHOWN] if permissions.may_keep(user) else []
    return Board(
        _("My drafts"),
        [*map(_unsaved, unsaved), *map(_saved, drafts)],
        _all("draft"),
        _("You have no drafts."),
    )


def _waiting(user):
    is_editor = permissions.may_publish(user)
    said = list(notes.waiting_for(user)[:SHOWN]) if permissions.may_look_ahead(user) else []
    rows = [_note(note) for note in said]
    if is_editor:
        rows += _in_review(but={note.article_id for note in said})
    if may_send(user):
        rows += _digests()
    if may_moderate(user):
        rows += _comments()
    more = _all("review") if is_editor else ""
    return Board(_("Waiting for me"), rows, more, _("Nothing waits for you."))


def _in_review(but):
    review = Article.objects.filter(status=Article.Status.IN_REVIEW).exclude(pk__in=but)
    return [_saved(story) for story in review.only(*OF_ROW).order_by("-saved_at", "-pk")[:SHOWN]]


def _digests():
    words = _("A digest asks whether it goes out: “%(subject)s”")
    return [
        Row(
            words % {"subject": issue.subject},
            reverse("admin:newsletter_issue_change", args=[issue.pk]),
            standing.when(issue.created_at),
        )
        for issue in asking.waiting()[:SHOWN]
    ]


def _comments():
    waiting = Comment.objects.pending().newest_first()
    reported = reporting.reported(Comment.objects.all()).newest_first()
    said, complained_of = (
        _("A comment by %(name)s on “%(headline)s”"),
        _("Reported: a comment by %(name)s on “%(headline)s”"),
    )
    return [
        *_of_queue(reported, "reported=yes", complained_of),
        *_of_queue(waiting, f"status__exact={Comment.Status.PENDING}", said),
    ]


def _of_queue(comments, part, words):
    address = f"{reverse('admin:comments_comment_changelist')}?{part}"
    found = comments.select_related("article").only("body", "name", "article__headline")[:SHOWN]
    return [
        Row(
            words % {"name": each.name, "headline": each.article.headline}, address, each.body[:120]
        )
        for each in found
    ]


def _scheduled(user):
    planned = Article.objects.scheduled().only(*OF_ROW)
    if not permissions.may_publish(user):
        planned = permissions.own(user, planned)
    rows = [
        Row(story.headline, _change(story), standing.when(story.published_at))
        for story in planned.oldest_first()[:SHOWN]
    ]
    return Board(_("Scheduled"), rows, "", _("Nothing is scheduled."))


def _on_the_front():
    top = frontpage.compose(Masthead.as_printed().language).top
    stories = [top.lead, *top.secondary, *top.latest] if top else []
    rows = [
        Row(story.headline, _change(story), standing.when(story.published_at)) for story in stories
    ]
    return Board(_("On the front"), rows, "", _("Nothing has been published yet."))


def _most_read():
    found = readership.most_read(SHOWN)
    rows = [Row(each.article.headline, _change(each.article), _times(each)) for each in found]
    return Board(_("Most read in 7 days"), rows, "", _("Nothing that was read has been counted."))


def _times(row):
    said = ngettext("%(times)s read", "%(times)s reads", row.times) % {"times": _number(row.times)}
    if row.is_new:
        return said
    before = _("%(times)s in the 7 days before") % {"times": _number(row.before)}
    return f"{said} · {before}"


def _number(times):
    return number_format(times, force_grouping=True)


def _saved(story):
    said = f"{standing.in_words(story)} · {_('saved')} {standing.day_and_time(story.saved_at)}"
    return Row(story.headline, _change(story), said)


def _unsaved(copy):
    name = copy.headline or _("Without a headline")
    said = _("not saved, kept %(when)s") % {"when": standing.day_and_time(copy.kept_at)}
    return Row(name, reverse("admin:articles_article_copy", args=[copy.token]), said)


def _note(note):
    who, when = note.by or "–", standing.day_and_time(note.written_at)
    return Row(note.article.headline, _change(note.article), f"{who}, {when}: {note.text[:120]}")


def _change(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def _all(status):
    return f"{reverse('admin:articles_article_changelist')}?status__exact={status}"
