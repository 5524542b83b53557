"""You May Also Like: chosen when a story is saved, from a bounded number of recent ones."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import F, OuterRef, Q

from articles import likely, search
from articles.briefs import COLUMNS, Sketch, brief
from articles.likely import Known
from articles.models import Article, Pick, Related
from newsroom.press import memory
from newsroom.press.prepared import Prepared

SHOWN = 4
IN_RAIL = 5
KEPT = 12  # more than are shown, as some will be withdrawn or wait for their time
FOR_A_TAG, FOR_THE_SECTION, FOR_THE_WORDS = 2.0, 1.0, 8.0


@dataclass(frozen=True)
class Beside:
    """The stories that stand beside a story: at most four like it, the editor's picks first, and the newest."""

    similar: list[Sketch]
    latest: list[Article]
    left_out: int  # the key of the story itself, when it would be among the newest; otherwise 0


def beside(article: Article) -> Beside:
    """Return what stands beside a story, in one query and one for the newest of an edition."""
    return _beside(article, [Sketch(brief(row)) for row in _like(article.pk)])


def foreseen(article: Article) -> Beside:
    """Return what would stand beside a story that is not ready, were it published now."""
    search.prepare(article)
    scores, picks = dict(_nearest(article)), dict(article.picks.values_list("other", "position"))
    stories = Article.objects.published().exclude(pk=article.pk)
    rows = stories.filter(pk__in={*scores, *picks}).values_list(*COLUMNS)
    found = sorted(
        map(brief, rows),
        key=lambda story: (picks.get(story.pk, math.inf), -scores.get(story.pk, 0), -story.pk),
    )
    return _beside(article, [Sketch(story) for story in found[:SHOWN]])


def _beside(article, similar):
    pk = article.pk
    newest = memory.per_edition(
        ("newest", article.language), lambda: _for_the_rail(article.language)
    )
    others = [story for story in newest if story.pk != pk]
    return Beside(similar, others[:IN_RAIL], pk if len(others) < len(newest) else 0)


def _ask_like(article):
    picks = Pick.objects.filter(article=article).order_by()
    related = Related.objects.filter(article=article).order_by()
    return (
        Article.objects.published()
        .filter(pk__in=picks.values("other").union(related.values("other")))
        .exclude(pk=article)
        .alias(
            pick=picks.filter(other=OuterRef("pk")).values("position")[:1],
            score=related.filter(other=OuterRef("pk")).values("score")[:1],
        )
        .values_list(*COLUMNS)
        .order_by(F("pick").asc(nulls_last=True), F("score").desc(nulls_last=True), "-pk")[:SHOWN]
    )


_like = Prepared(_ask_like, int)


def _for_the_rail(language):
    newest = Article.objects.published().filter(language=language).newest_first()
    return list(newest.for_rails()[: IN_RAIL + 1])


def refresh(article: Article) -> None:
    """Choose the stories beside `article` anew, and offer it to those it is most similar to."""
    Related.objects.filter(Q(article=article) | Q(other=article)).delete()
    if article.status != Article.Status.READY:
        return
    nearest = _nearest(article)
    Related.objects.bulk_create(
        chain.from_iterable(
            (
                Related(article=article, other_id=pk, score=score),
                Related(article_id=pk, other=article, score=score),
            )
            for pk, score in nearest
        )
    )
    _trim([pk for pk, _ in nearest])


def refresh_all(articles: Iterable[Article], known: Known) -> None:
    """Choose the stories beside each of these anew, which stand nowhere beside another yet.

    What hangs on them is fetched, and their entries for search are prepared.
    """
    ready = [article for article in articles if article.status == Article.Status.READY]
    known.look_again()
    known.learn(ready)
    near = {article.pk: dict(_nearest(article, known)) for article in ready}
    pairs = {}
    for pk, found in near.items():
        for other, score in found.items():
            pairs[pk, other] = pairs[other, pk] = score
    Related.objects.bulk_create(
        Related(article_id=article, other_id=other, score=score)
        for (article, other), score in sorted(pairs.items())
    )
    _trim({pk for pk, _ in pairs})


def _nearest(article, known=None):
    return sorted(_scores(article, known).items(), key=lambda pair: (-pair[1], -pair[0]))[:KEPT]


def _trim(pks):
    """Leave every story with the `KEPT` nearest beside it."""
    kept: dict[int, int] = {}
    surplus = []
    for pk, owner in (
        Related.objects.filter(article__in=pks)
        .order_by("-score", "-other")
        .values_list("pk", "article")
    ):
        kept[owner] = kept.get(owner, 0) + 1
        if kept[owner] > KEPT:
            surplus.append(pk)
    Related.objects.filter(pk__in=surplus).delete()


def _scores(article, known):
    tags = {tag.pk for tag in article.tags.all()}
    entry = article.search_entry
    words = likely.words_of(entry.headline, entry.text)
    known = known or Known(with_tags=bool(tags))
    scores = {}
    for candidate in known.beside(article, tags):
        score = (
            FOR_A_TAG * len(tags.intersection(candidate.tags))
            + FOR_THE_SECTION
            * (candidate.section is not None and candidate.section == article.section_id)
            + FOR_THE_WORDS * _likeness(words, candidate.words)
        )
        if score:
            scores[candidate.pk] = score
    return scores


def _likeness(a, b):
    """Return the cosine of two sets of stems, from 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a.intersection(b)) / math.sqrt(len(a) * len(b))
