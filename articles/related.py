"""You May Also Like: chosen when a story is saved, from a bounded number of recent ones."""

import math
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from django.db.models import F, OuterRef, Q
from django.db.models.functions import Left

from articles import search
from articles.models import Article, Pick, Placement, Related
from newsroom.press import memory
from newsroom.press.prepared import Prepared

SHOWN = 4
IN_RAIL = 5
KEPT = 12  # more than are shown, as some will be withdrawn or wait for their time
POOL = 150  # how many recent stories are compared for each reason
OF_CARD = (
    "headline teaser slug language published_at created_at comment_count lead_picture__stem lead_picture__widths "
    "lead_picture__rights_until"
).split()
OPENING = 80  # words of the text that are compared beside the headline
FOR_A_TAG, FOR_THE_SECTION, FOR_THE_WORDS = 2.0, 1.0, 8.0


@dataclass(frozen=True)
class Beside:
    """The stories that stand beside a story: at most four like it, the editor's picks first, and the newest."""

    similar: list[Article]
    latest: list[Article]
    left_out: int  # the key of the story itself, when it would be among the newest; otherwise 0


def beside(article: Article) -> Beside:
    """Return what stands beside a story, in one query and one for the newest of an edition."""
    return _beside(article, _like(article.pk))


def foreseen(article: Article) -> Beside:
    """Return what would stand beside a story that is not ready, were it published now."""
    search.prepare(article)
    scores, picks = dict(_nearest(article)), dict(article.picks.values_list("other", "position"))
    stories = Article.objects.published().exclude(pk=article.pk).select_related("lead_picture")
    found = list(stories.filter(pk__in={*scores, *picks}).only(*OF_CARD))
    found.sort(
        key=lambda story: (picks.get(story.pk, math.inf), -scores.get(story.pk, 0), -story.pk)
    )
    return _beside(article, found[:SHOWN])


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
        .annotate(
            pick=picks.filter(other=OuterRef("pk")).values("position")[:1],
            score=related.filter(other=OuterRef("pk")).values("score")[:1],
        )
        .select_related("lead_picture")
        .only(*OF_CARD)
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


def _nearest(article):
    return sorted(_scores(article).items(), key=lambda pair: (-pair[1], -pair[0]))[:KEPT]


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


def _scores(article):
    tags = set(article.tags.values_list("pk", flat=True))
    entry = article.search_entry
    words = _words(entry.headline, entry.text)
    candidates = _candidates(article, tags)
    shared_tags = _shared_tags(tags, candidates)
    scores = {}
    for pk, section, headline, text in candidates.values():
        score = (
            FOR_A_TAG * shared_tags.get(pk, 0)
            + FOR_THE_SECTION * (section is not None and section == article.section_id)
            + FOR_THE_WORDS * _likeness(words, _words(headline, text))
        )
        if score:
            scores[pk] = score
    return scores


def _candidates(article, tags):
    """Return the recent stories that may be similar, by key: (key, section, headline, opening), words as stems."""
    keys = {*_newest(article.language), *_in_section(article.section_id), *_under(tags)}
    stories = (
        Article.objects.ready()
        .speaking(article.language)
        .filter(pk__in=keys - {article.pk}, search_entry__isnull=False)
    )
    opening = Left("search_entry__text", OPENING * 12)
    fields = ("pk", "section", "search_entry__headline", opening)
    return {row[0]: row for row in stories.values_list(*fields)}


def _newest(language):
    ready = Article.objects.ready().filter(language=language)
    return ready.newest_first().values_list("pk", flat=True)[:POOL]


def _in_section(section):
    return [pk for _, pk in _listed(section=section)] if section else []


def _under(tags):
    listed = chain.from_iterable(_listed(tag=tag) for tag in tags)
    return [pk for _, pk in sorted(set(listed), reverse=True)[:POOL]]


def _listed(**place):
    listed = Placement.objects.filter(**place).order_by("-published_at", "-article_id")
    return listed.values_list("published_at", "article_id")[:POOL]


def _shared_tags(tags, candidates):
    # All tags of the candidates: asked for ours alone, SQLite would go through all stories under these.
    links = Article.tags.through.objects.filter(article__in=candidates) if tags else []
    return Counter(link.article_id for link in links if link.tag_id in tags)


def _words(headline, text):
    return {*headline.split(), *text.split(maxsplit=OPENING)[:OPENING]}


def _likeness(a, b):
    """Return the cosine of two sets of stems, from 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a & b) / math.sqrt(len(a) * len(b))
