"""Where stories are listed: a row for every place of every ready story, beside the story's own time."""

from collections.abc import Iterator

from django.db import connection, transaction

from articles import archives, versions
from articles.models import Article, Correction, Placement, Section
from articles.models.section import DEEPEST
from newsroom.press import pages, turns

AT_ONCE = 1000  # stories of a section that moves
PLACES = ("section_id", "shelf", "tag_id", "contributor_id")

# `line` is every section with those around it, itself among them; UNION ends where they stand in a circle.
IN_SECTIONS = """
    WITH RECURSIVE line(inner_id, around_id) AS (
        SELECT id, id FROM articles_section
        UNION
        SELECT line.inner_id, section.parent_id
        FROM line JOIN articles_section section ON section.id = line.around_id
        WHERE section.parent_id IS NOT NULL
    )
    INSERT INTO articles_placement (article_id, section_id, shelf, published_at)
    SELECT article.id, line.around_id, line.around_id || ':' || article.language, article.published_at
    FROM articles_article article
    JOIN line ON line.inner_id = article.section_id
    WHERE article.status = 'ready' {some}
    UNION
    SELECT article.id, line.around_id, line.around_id || ':' || article.language, article.published_at
    FROM articles_article_also_in also
    JOIN articles_article article ON article.id = also.article_id
    JOIN line ON line.inner_id = also.section_id
    WHERE article.status = 'ready' {some}
"""
UNDER_TAGS = """
    INSERT INTO articles_placement (article_id, tag_id, published_at)
    SELECT article.id, tagged.tag_id, article.published_at
    FROM articles_article_tags tagged JOIN articles_article article ON article.id = tagged.article_id
    WHERE article.status = 'ready'
"""
BY_CONTRIBUTORS = """
    INSERT INTO articles_placement (article_id, contributor_id, published_at)
    SELECT DISTINCT article.id, byline.contributor_id, article.published_at
    FROM articles_byline byline JOIN articles_article article ON article.id = byline.article_id
    WHERE article.status = 'ready'
"""


def place(article: Article) -> None:
    """List a ready story in its sections and those around them, under its tags and by its contributors.

    A story that is not ready is listed nowhere. What hangs on it is fetched.
    """
    at = article.published_at
    if article.status != Article.Status.READY or at is None:
        article.placements.all().delete()
        return
    wanted = set(_places(article))
    here = {tuple(place): pk for pk, *place in article.placements.values_list("pk", *PLACES)}
    if here:
        article.placements.filter(pk__in=[here[place] for place in here.keys() - wanted]).delete()
        article.placements.exclude(published_at=at).update(published_at=at)
    Placement.objects.bulk_create(
        Placement(article=article, published_at=at, **dict(zip(PLACES, place, strict=True)))
        for place in wanted - here.keys()
    )


def place_new(articles: list[Article]) -> None:
    """List stories that were saved together, and are listed nowhere yet; what hangs on them is fetched."""
    sections = Sections()
    Placement.objects.bulk_create(
        Placement(article=article, published_at=at, **place)
        for article in articles
        if article.status == Article.Status.READY and (at := article.published_at)
        for place in _places_of_new(article, sections)
    )


class Sections:
    """The sections around each section, all of them asked for once."""

    def __init__(self):
        self.outer = dict(Section.objects.values_list("pk", "parent"))

    def lineage(self, key: int | None) -> Iterator[int]:
        """Yield a section and those that it stands in, innermost first."""
        for _ in range(DEEPEST + 1):
            if key is None:
                return
            yield key
            key = self.outer.get(key)


def _places_of_new(article, sections):
    chosen = [article.section_id, *(section.pk for section in article.also_in.all())]
    for key in sorted({around for each in chosen for around in sections.lineage(each)}):
        yield {"section_id": key, "shelf": Placement.shelf_of(key, article.language)}
    for key in sorted({tag.pk for tag in article.tags.all()}):
        yield {"tag_id": key}
    for key in sorted({line.contributor_id for line in article.bylines.all()}):
        yield {"contributor_id": key}


def follow(section: Section) -> None:
    """List the stories of a section that has moved in what now stands around it; do it in a transaction."""
    moved = list(section.placements.values_list("article_id", flat=True))
    for start in range(0, len(moved), AT_ONCE):
        some = moved[start : start + AT_ONCE]
        Placement.objects.filter(article__in=some, section__isnull=False).delete()
        _run(IN_SECTIONS.format(some=f"AND article.id IN ({', '.join(map(str, some))})"))


@transaction.atomic
def rebuild() -> None:
    """List every ready story with its notes and count every day anew, from the stories themselves."""
    turns.take(versions.TURN)
    Placement.objects.all().delete()
    _run(IN_SECTIONS.format(some=""), UNDER_TAGS, BY_CONTRIBUTORS)
    Correction.objects.follow()
    archives.recount_all()
    pages.move()


def _run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _places(article):
    chosen = [article.section] if article.section else []
    chosen += article.also_in.all()
    for section in {around for part in chosen for around in part.lineage()}:
        yield section.pk, Placement.shelf_of(section.pk, article.language), None, None
    for tag in article.tags.all():
        yield None, None, tag.pk, None
    for byline in article.bylines.all():
        yield None, None, None, byline.contributor_id
