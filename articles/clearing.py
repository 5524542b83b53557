"""Working copies that nobody needs any more: what they hold was saved, or nobody has touched them for long."""

import datetime
import re

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, WorkingCopy
from newsroom.press import markup

DAY = datetime.timedelta(days=1)
NOTICE = 7 * DAY  # before what nobody saved goes
AT_REST = DAY  # for so long nobody typed into what is looked at
AT_ONCE = 50
VERSIONS = 200  # of one story, the newest, in which the words of a copy are looked for

# What is typed in a form: in fields of the story, and in what is saved beside it.
LINES = (
    *("headline", "deck", "dateline_place", "dateline_agency", "summary", "lead_caption"),
    *("source_name", "source_url", "withdrawal_reason", "search_title", "search_description"),
)
BESIDE = re.compile(r"note|correction_text|corrections-\d+-text")


def clear() -> None:
    """Let go of copies that hold nothing but what was saved since, and of those that nobody touched for long."""
    _let_go(WorkingCopy.objects.unsaved().filter(kept_at__lt=timezone.now() - _kept_for()))
    for copy in _saved_since()[:AT_ONCE]:
        same = WorkingCopy.objects.filter(pk=copy.pk, kept_at=copy.kept_at)
        if holds_unsaved(copy):
            same.update(compared_at=timezone.now())
        else:
            _let_go(same)


def about_to_go(writer):
    """Return what this writer never saved and will lose within the time of notice, what goes first on top."""
    soon = timezone.now() - _kept_for() + NOTICE
    copies = WorkingCopy.objects.unsaved().filter(writer=writer, kept_at__lt=soon)
    return copies.only("token", "headline", "kept_at").order_by("kept_at", "pk")


def goes_at(copy: WorkingCopy) -> datetime.datetime:
    """Return when a copy goes if nobody touches it any more."""
    return copy.kept_at + _kept_for()


def holds_unsaved(copy: WorkingCopy) -> bool:
    """Say whether a copy of a story holds words that stand in no version of it, as the writer typed them."""
    versions = Article.history.filter(id=copy.story_key).order_by("-history_id")
    return not any(_stand_in(version, copy.fields) for version in versions[:VERSIONS])


def _kept_for():
    return settings.UNSAVED_KEPT_DAYS * DAY


def _saved_since() -> models.QuerySet:
    """Return copies at rest whose story was saved or deleted after they were kept, and looked at."""
    since = Coalesce(OuterRef("compared_at"), OuterRef("kept_at"))
    later = Article.history.filter(id=OuterRef("story_key"), history_date__gt=since)
    at_rest = WorkingCopy.objects.unsaved().filter(kept_at__lt=timezone.now() - AT_REST)
    return at_rest.filter(Exists(later)).order_by("kept_at", "pk")


def _let_go(copies):
    """Empty copies as if they had been saved: what a browser sends late is refused, what it types anew is kept."""
    now = timezone.now()
    copies.filter(settled_at=None).update(fields=[], headline="", settled_at=now)


def _stand_in(version, fields):
    """Say whether all that was typed into these fields is what a version says."""
    typed = dict(fields)
    beside = [value.strip() for name, value in fields if BESIDE.fullmatch(name)]
    return (
        all(_line(typed[name]) == _line(getattr(version, name)) for name in LINES if name in typed)
        and markup.clean(typed.get("body", "")) == version.body
        and set(filter(None, beside)) <= _notes(version)
    )


def _line(text):
    return " ".join(text.split())


def _notes(version):
    return {text.strip() for _, _, text, _ in (version.hung or {}).get("corrections", [])}
