"""Search: the same words find the same stories on SQLite and on PostgreSQL."""

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from articles import stems
from articles.models import Article, SearchEntry
from newsroom.press import markup

BOUND = 500  # the newest so many matches are ranked; a common word has many more
PER_PAGE = 20
LONGEST_QUERY = 200
HEADLINE_WEIGHT = 8.0


@dataclass(frozen=True)
class Hit:
    """A story that was found and the passage that says why: (text, is it a word that was asked for)."""

    article: Article
    passage: list[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """One page of hits; `count` is exact unless `is_bounded`, then there are more than that."""

    hits: list[Hit]
    count: int = 0
    is_bounded: bool = False
    page: int = 1

    @property
    def has_next(self) -> bool:
        return self.page * PER_PAGE < self.count


def index(article: Article) -> None:
    """Let search find the story when it is ready, and forget it when it is not."""
    if article.status != Article.Status.READY:
        SearchEntry.objects.filter(article=article).delete()
        return
    entry = _entry(article)
    entry.save()
    _index().keep(entry)


def find(query: str, *, page: int = 1) -> Result:
    """Return the published stories in which all words of `query` stand, the best of the newest first."""
    query = _stems(query[:LONGEST_QUERY])
    if not query:
        return Result([])
    matching = Article.objects.published().filter(pk__in=_index().matching(query)).newest_first()
    pks = list(matching.values_list("pk", flat=True)[: BOUND + 1])
    is_bounded, pks = len(pks) > BOUND, pks[:BOUND]
    scores = _index().scores(query, pks) if pks else {}
    pks.sort(key=lambda pk: -scores.get(pk, 0.0))  # stable: of two equals the newer stays first
    shown = pks[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Result(_hits(query, shown), len(pks), is_bounded, page)


def _entry(article):
    plain = markup.plain_text(article.rendered_body)
    names = [byline.contributor.name for byline in article.bylines.select_related("contributor")]
    names += article.tags.values_list("name", flat=True)
    entry = SearchEntry(article=article, language=article.language, plain=plain)
    entry.headline = _stems(article.headline)
    entry.text = _stems(" ".join([article.deck, article.summary, plain, *names]))
    article.search_entry = entry
    return entry


def _stems(text):
    return " ".join(stems.stems(text))


def _hits(query, pks):
    wanted = query.split()
    articles = Article.objects.published().for_cards().select_related("search_entry").in_bulk(pks)
    return [
        Hit(articles[pk], stems.mark(articles[pk].search_entry.plain, wanted))
        for pk in pks
        if pk in articles
    ]


def _index():
    return _PostgreSQL if connection.vendor == "postgresql" else _SQLite


class _SQLite:
    """An FTS5 table of stems, its rows numbered as the stories; a trigger deletes with the entry."""

    @staticmethod
    def keep(entry):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM articles_searchindex WHERE rowid = %s", [entry.pk])
            cursor.execute(
                "INSERT INTO articles_searchindex (rowid, headline, text) VALUES (%s, %s, %s)",
                [entry.pk, entry.headline, entry.text],
            )

    @classmethod
    def matching(cls, query):
        sql = "SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s"
        return RawSQL(sql, [cls._expression(query)])  # noqa: S611

    @classmethod
    def scores(cls, query, pks):
        places = ",".join(["%s"] * len(pks))
        sql = (
            f"SELECT rowid, -bm25(articles_searchindex, {HEADLINE_WEIGHT}, 1.0) FROM articles_searchindex "  # noqa: S608
            f"WHERE articles_searchindex MATCH %s AND rowid IN ({places})"
        )
        with connection.cursor() as cursor:
            return dict(cursor.execute(sql, [cls._expression(query), *pks]).fetchall())

    @staticmethod
    def _expression(query):
        return " ".join(f'"{stem}"' for stem in query.split())


class _PostgreSQL:
    """A generated `tsvector` column in the story's own language under a GIN index.

    The database stems our stems once more, those of the story and those of the query alike, so what
    finds a story on SQLite finds it here.
    """

    QUERY = "(plainto_tsquery('english', %s) || plainto_tsquery('armenian', %s))"

    @staticmethod
    def keep(entry):
        """The database keeps the column itself."""

    @classmethod
    def matching(cls, query):
        sql = f"SELECT article_id FROM articles_searchentry WHERE document @@ {cls.QUERY}"  # noqa: S608
        return RawSQL(sql, [query, query])  # noqa: S611

    @classmethod
    def scores(cls, query, pks):
        weights = f"{{0.1, 0.1, {1 / HEADLINE_WEIGHT}, 1.0}}"
        sql = (
            f"SELECT article_id, ts_rank(%s::real[], document, {cls.QUERY}) "  # noqa: S608
            "FROM articles_searchentry WHERE article_id = ANY(%s)"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [weights, query, query, pks])
            return dict(cursor.fetchall())
