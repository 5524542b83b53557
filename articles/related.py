"""You May Also Like: chosen when a story is saved, from a bounded number of recent ones."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

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
MOST_KNOWN = 3_000  # stories that are held at once with their words: a few dozen megabytes
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


def refresh_all(articles: Iterable[Article]) -> None:
    """Choose the stories beside each of these anew, which stand nowhere beside another yet."""
    ready = [article for article in articles if article.status == Article.Status.READY]
    known = _Known(with_tags=True)
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
    words = _words(entry.headline, entry.text)
    known = known or _Known(with_tags=bool(tags))
    scores = {}
    for candidate in known.candidates(article, tags):
        score = (
            FOR_A_TAG * len(tags & candidate.tags)
            + FOR_THE_SECTION
            * (candidate.section is not None and candidate.section == article.section_id)
            + FOR_THE_WORDS * _likeness(words, candidate.words)
        )
        if score:
            scores[candidate.pk] = score
    return scores


class _Candidate(NamedTuple):
    """What is compared of a recent story: its words are stems."""

    pk: int
    section: int | None
    language: str
    words: set[str]
    tags: set[int]


class _Known:
    """The recent stories that may be similar to some others, each of them asked for once."""

    def __init__(self, with_tags: bool):
        self._with_tags = with_tags
        self._lists: dict[tuple[str, object], list[int]] = {}
        self._stories: dict[int, _Candidate] = {}

    def candidates(self, article: Article, tags: set[int]) -> Iterator[_Candidate]:
        """Yield the recent stories of an article's language that may be similar to it."""
        keys = {*self._newest(article.language), *self._in_section(article.section_id)}
        keys = (keys | set(self._under(tags))) - {article.pk}
        if len(self._stories) > MOST_KNOWN:
            self._stories.clear()  # an archive of many topics has more than memory should hold
        self._ask(keys - self._stories.keys())
        for key in keys:
            found = self._stories.get(key)
            if found and found.language == article.language:
                yield found

    def _ask(self, keys):
        if not keys:
            return
        ready = Article.objects.ready().filter(pk__in=keys, search_entry__isnull=False)
        opening = Left("search_entry__text", OPENING * 12)
        fields = ("pk", "section", "language", "search_entry__headline", opening)
        # All tags of the candidates: asked for ours alone, SQLite would go through all stories under these.
        tagged = defaultdict(set)
        through = Article.tags.through.objects.filter(article__in=keys) if self._with_tags else []
        for link in through:
            tagged[link.article_id].add(link.tag_id)
        for pk, section, language, headline, text in ready.values_list(*fields):
            words = _words(headline, text)
            self._stories[pk] = _Candidate(pk, section, language, words, tagged[pk])

    def _newest(self, language):
        return self._once(("language", language), lambda: _newest_of(language))

    def _in_section(self, section):
        return [pk for _, pk in self._listed("section", section)] if section else []

    def _under(self, tags):
        listed = chain.from_iterable(self._listed("tag", tag) for tag in tags)
        return [pk for _, pk in sorted(set(listed), reverse=True)[:POOL]]

    def _listed(self, kind, key):
        return self._once((kind, key), lambda: _newest_in[kind](key))

    def _once(self, name, ask):
        if name not in self._lists:
            self._lists[name] = ask()
        return self._lists[name]


def _ask_newest(language):
    ready = Article.objects.ready().filter(language=language)
    return ready.newest_first().values_list("pk", flat=True)[:POOL]


def _ask_listed(**place):
    listed = Placement.objects.filter(**place).order_by("-published_at", "-article_id")
    return listed.values_list("published_at", "article_id")[:POOL]


_newest_of = Prepared(_ask_newest, str)
_newest_in = {
    "section": Prepared(lambda section: _ask_listed(section=section), int),
    "tag": Prepared(lambda tag: _ask_listed(tag=tag), int),
}


def _words(headline, text):
    return {*headline.split(), *text.split(maxsplit=OPENING)[:OPENING]}


def _likeness(a, b):
    """Return the cosine of two sets of stems, from 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a & b) / math.sqrt(len(a) * len(b))
