"""For how many days a story takes comments, as it says itself, else its section, else the paper."""

import datetime
from collections.abc import Iterator

from django.db.models import (
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Now

from articles.models import Article, Placement, Section
from newsroom.models import Masthead

DAY = datetime.timedelta(days=1)


def with_days(stories: QuerySet) -> QuerySet:
    """Let each story say in `answered_for` for how many days it takes comments; for ever when that is 0 or None."""
    return stories.annotate(answered_for=_of_story())


def ends() -> Iterator[QuerySet]:
    """Yield questions for the moments at which stories next stop taking comments, by the database's clock.

    Each begins at an index of stories in their order and takes the first.
    """
    for first in (_on_its_own(), _of_the_paper(), _of_each_section()):
        # SQLite takes no LIMIT inside a UNION, but it does inside an IN.
        story = Article.objects.filter(pk__in=first).order_by()
        yield story.values_list(F("published_at") + _days(_of_story()))


def _of_story():
    return Coalesce("comments_close_after", "section__comments_close_after", _said_by_the_paper())


def _on_its_own():
    end = F("published_at") + _days(F("comments_close_after"))
    stories = Article.objects.ready().filter(comments_open=True, comments_close_after__gt=0)
    return stories.alias(end=end).filter(end__gt=Now()).order_by("end").values("pk")[:1]


def _of_the_paper():
    since = Now() - _days(_said_by_the_paper())
    stories = Article.objects.ready().filter(
        comments_open=True, comments_close_after=None, section__comments_close_after=None
    )
    return stories.filter(published_at__gt=since).order_by("published_at").values("pk")[:1]


def _of_each_section():
    since = Now() - _days(OuterRef("comments_close_after"))
    listed = Placement.objects.filter(
        section=OuterRef("pk"),
        published_at__gt=since,
        article__section=OuterRef("pk"),
        article__comments_open=True,
        article__comments_close_after=None,
    )
    first = listed.order_by("published_at").values("article")[:1]
    sections = Section.objects.filter(comments_close_after__gt=0).order_by()
    return sections.annotate(first=Subquery(first)).values("first")


def _said_by_the_paper():
    return Subquery(Masthead.objects.values("comments_close_after")[:1])


def _days(number):
    # Taken for a duration first: on SQLite Django multiplies only what is alike.
    number = ExpressionWrapper(number, DurationField())
    return ExpressionWrapper(number * Value(DAY, DurationField()), DurationField())
