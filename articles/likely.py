"""The recent stories that a story is compared with, and what is compared of them."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from django.db.models.functions import Left

from articles.models import Article, Placement
from newsroom.press.prepared import Prepared

POOL = 150  # how many recent stories are compared for each reason
MOST_KNOWN = 20_000  # stories that are held at once, of about a kilobyte each
OPENING = 80  # words of the text that are compared beside the headline
READ = OPENING * 12  # letters of it, in which these words are found

Version = Article.history.model


class Likely(NamedTuple):
    """What is compared of a recent story: its words are stems, each of them once."""

    pk: int
    section: int | None
    language: str
    words: tuple[str, ...]
    tags: tuple[int, ...]


class Known:
    """The recent stories that may be similar to some others, each of them asked for once.

    Whoever saves many stories in many transactions may keep it for all of them: what anybody saves meanwhile is
    asked for again. A story that search finds by another word since, as a topic was renamed, stays as it was.
    """

    def __init__(self, with_tags: bool = True):
        self._with_tags = with_tags
        self._lists: dict[tuple[str, object], list] = {}
        self._stories: dict[int, Likely] = {}
        self._version = 0  # the newest of any story when it was looked for the last time

    def look_again(self) -> None:
        """Forget who is the newest and whom somebody saved since; the caller has the turn of saving stories."""
        self._lists.clear()
        newest = Version.objects.order_by("-history_id").values_list("history_id", flat=True)
        before, self._version = self._version, next(iter(newest[:1]), 0)
        if not self._stories:
            return
        saved = Version.objects.filter(history_id__gt=before).values_list("id", flat=True)
        for key in saved.order_by().distinct():
            self._stories.pop(key, None)

    def learn(self, articles: Iterable[Article]) -> None:
        """Take ready stories as they have just been saved, with their entries for search and their tags fetched."""
        for article in articles:
            entry, tags = article.search_entry, tuple(tag.pk for tag in article.tags.all())
            words = _words_once(entry.headline, entry.text[:READ])
            self._stories[article.pk] = Likely(
                article.pk, article.section_id, article.language, words, tags
            )

    def beside(self, article: Article, tags: set[int]) -> Iterator[Likely]:
        """Yield the recent stories of an article's language that may be similar to it."""
        keys = {*self._newest(article.language), *self._in_section(article.section_id)}
        keys = (keys | set(self._under(tags))) - {article.pk}
        self._ask(keys - self._stories.keys())
        for key in keys:
            found = self._stories.get(key)
            if found and found.language == article.language:
                yield found
        self._forget()

    def _ask(self, keys):
        if not keys:
            return
        ready = Article.objects.ready().filter(pk__in=keys, search_entry__isnull=False)
        opening = Left("search_entry__text", READ)
        fields = ("pk", "section", "language", "search_entry__headline", opening)
        # All tags of the candidates: asked for ours alone, SQLite would go through all stories under these.
        tagged = defaultdict(list)
        through = Article.tags.through.objects.filter(article__in=keys) if self._with_tags else []
        for link in through:
            tagged[link.article_id].append(link.tag_id)
        for pk, section, language, headline, text in ready.values_list(*fields):
            words = _words_once(headline, text)
            self._stories[pk] = Likely(pk, section, language, words, tuple(tagged[pk]))

    def _forget(self):
        """Let go of those that came first: an archive of many topics has more than memory should hold."""
        if len(self._stories) > MOST_KNOWN:
            for key in list(islice(self._stories, len(self._stories) - MOST_KNOWN // 2)):
                del self._stories[key]

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


def words_of(headline: str, text: str) -> set[str]:
    """Return the words by which a story is compared, of its stems."""
    return {*headline.split(), *text.split(maxsplit=OPENING)[:OPENING]}


def _words_once(headline, text):
    # Thousands of stories share their words: each of these is in memory once.
    return tuple(map(sys.intern, words_of(headline, text)))


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
