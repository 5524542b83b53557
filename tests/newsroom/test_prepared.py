"""A question whose SQL was written once gets the answers that the queryset would get."""

import pytest
from django.db import connection

from articles.models import Article
from newsroom.press.prepared import Prepared
from tests.make import make_article, make_picture, make_section

pytestmark = pytest.mark.django_db


def of_section(section, language):
    stories = Article.objects.published().filter(section=section, language=language)
    return stories.select_related("section", "lead_picture").only(
        "headline", "section__name", "lead_picture__widths"
    )


def test_rows_come_with_what_belongs_to_them(django_assert_num_queries):
    section = make_section()
    article = make_article(section=section, lead_picture=make_picture())
    make_article(section=make_section())
    ask = Prepared(of_section, int, str)
    for _ in range(2):
        with django_assert_num_queries(1):
            [found] = ask(section.pk, "en")
            said = (found.headline, found.section.name, found.lead_picture.widths)
        assert said == (article.headline, section.name, article.lead_picture.widths)
        assert found == article
    assert ask(section.pk, "hy") == []


def test_the_sql_is_written_once():
    written = []

    def by_slug(slug):
        written.append(slug)
        return Article.objects.published().filter(slug=slug).values_list("headline", "published_at")

    ask, articles = Prepared(by_slug, str), [make_article() for _ in range(3)]
    for article in articles:
        assert ask(article.slug) == [(article.headline, article.published_at)]
    assert len(written) == 1


def test_a_value_is_never_part_of_the_sql():
    ask = Prepared(lambda slug: Article.objects.filter(slug=slug), str)
    make_article()
    assert ask("' OR 1=1 --") == []


def test_nothing_that_was_read_is_remembered():
    article, ask = make_article(), Prepared(lambda pk: Article.objects.filter(pk=pk), int)
    assert ask(article.pk)[0].headline == article.headline
    Article.objects.filter(pk=article.pk).update(headline="Another one")
    assert ask(article.pk)[0].headline == "Another one"


def test_a_union_is_asked_too():
    article = make_article()

    def both(first, second):
        rows = [
            Article.objects.filter(pk=pk).order_by().values_list("pk") for pk in (first, second)
        ]
        return rows[0].union(rows[1], all=True)

    assert Prepared(both, int, int)(article.pk, article.pk) == [(article.pk,)] * 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL remembers a plan")
def test_a_question_is_planned_once():
    ask = Prepared(lambda slug: Article.objects.filter(slug=slug).order_by("teaser"), str)
    articles = [make_article() for _ in range(4)]
    assert [ask(article.slug) for article in articles] == [[article] for article in articles]
    assert len(planned('ORDER BY "articles_article"."teaser"')) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL remembers a plan")
def test_a_question_for_a_number_is_planned_once_whatever_its_size():
    ask = Prepared(lambda pk: Article.objects.filter(pk=pk).order_by("slug"), int)
    for pk in (7, 40_000, 3_000_000_000) * 3:
        ask(pk)
    assert len(planned('ORDER BY "articles_article"."slug"')) == 1


def planned(words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for [statement] in cursor if words in statement]
