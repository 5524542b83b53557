"""You May Also Like: the editor's picks first, then the most similar recent stories."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

from articles import likely, publishing, related
from articles.models import Article, Related
from articles.templatetags import articles as tags
from tests.make import make_article, make_picture, make_section, make_tag

pytestmark = pytest.mark.django_db


def test_picks_come_first_in_their_order_then_the_most_similar():
    tag = make_tag()
    near = make_article(headline="Near", tags=[tag])
    picks = [make_article(headline=name, section=make_section()) for name in ("One", "Two")]
    article = make_article(tags=[tag], picks=picks)
    assert related.beside(article).similar[:3] == [*picks, near]


def test_there_are_at_most_four_and_never_one_twice():
    tag = make_tag()
    others = [make_article(tags=[tag]) for _ in range(6)]
    article = make_article(tags=[tag], picks=[others[0]])
    shown = related.beside(article).similar
    assert len(shown) == len(set(shown)) == 4
    assert article not in shown


def test_more_shared_tags_are_nearer():
    first, second = make_tag(), make_tag()
    one = make_article(tags=[first], section=make_section())
    both = make_article(tags=[first, second], section=make_section())
    assert related.beside(make_article(tags=[first, second], section=make_section())).similar == [
        both,
        one,
    ]


def test_similar_words_are_nearer_than_the_same_section():
    section = make_section()
    make_article(headline="Chess results", body="<p>Knights and pawns.</p>", section=section)
    wine = make_article(
        headline="Vineyards of Areni", body="<p>Wine harvest.</p>", section=make_section()
    )
    article = make_article(
        headline="Vineyards expect a good wine harvest", body="<p>Areni.</p>", section=section
    )
    assert related.beside(article).similar[0] == wine


def test_a_later_story_is_offered_under_an_earlier_one():
    tag = make_tag()
    earlier = make_article(tags=[tag])
    later = make_article(tags=[tag])
    assert related.beside(earlier).similar == [later]


@pytest.mark.parametrize("status", [Article.Status.DRAFT, Article.Status.WITHDRAWN])
def test_what_readers_may_not_see_is_never_offered(status):
    tag = make_tag()
    hidden = make_article(tags=[tag])
    article = make_article(tags=[tag], picks=[hidden])
    assert related.beside(article).similar == [hidden]
    hidden.status = status
    publishing.save(hidden, by=None)
    assert related.beside(article).similar == []


def test_a_scheduled_story_is_offered_when_its_time_has_come():
    tag = make_tag()
    later = make_article(tags=[tag], published_at=timezone.now() + datetime.timedelta(hours=1))
    article = make_article(tags=[tag])
    assert related.beside(article).similar == []
    Article.objects.filter(pk=later.pk).update(
        published_at=timezone.now() - datetime.timedelta(minutes=1)
    )
    assert related.beside(article).similar == [later]


def test_another_language_is_not_similar():
    tag = make_tag()
    make_article(tags=[tag], language="hy")
    assert related.beside(make_article(tags=[tag])).similar == []


def test_each_story_keeps_a_bounded_number(monkeypatch):
    monkeypatch.setattr(related, "KEPT", 2)
    tag = make_tag()
    articles = [make_article(tags=[tag]) for _ in range(5)]
    kept = [Related.objects.filter(article=article).count() for article in articles]
    assert max(kept) == 2


def test_behind_many_newer_ones_the_same_topic_and_section_are_still_found(monkeypatch):
    monkeypatch.setattr(likely, "POOL", 2)
    tag, section, before = make_tag(), make_section(), timezone.now() - datetime.timedelta(days=9)
    told = make_article(headline="Old", tags=[tag], section=make_section(), published_at=before)
    near = make_article(headline="Past", section=section, published_at=before)
    for _ in range(3):
        make_article(body="", section=make_section())
    article = make_article(headline="Now", body="", tags=[make_tag(), tag], section=section)
    assert set(related.beside(article).similar[:2]) == {told, near}


def test_one_query_gives_the_box_and_one_the_newest(django_assert_num_queries):
    tag = make_tag()
    article = make_article(tags=[tag], picks=[make_article()])
    for _ in range(3):
        make_article(tags=[tag])
    with django_assert_num_queries(2):
        assert len(related.beside(article).similar) == 4


def test_a_story_is_made_of_what_stands_beside_another_only_to_draw_its_card(client, monkeypatch):
    tags._drawings.clear()  # whatever else was drawn before, there is room
    others = [make_article(lead_picture=make_picture()) for _ in range(3)]
    article, made, make = make_article(picks=others), [], Article.from_db

    def noted(*row):
        made.append(row)
        return make(*row)

    monkeypatch.setattr(Article, "from_db", noted)
    first = client.get(article.get_absolute_url())
    to_begin_with = len(made)
    again = client.get(article.get_absolute_url())
    assert again.content == first.content
    assert to_begin_with - (len(made) - to_begin_with) == len(others)


def test_a_template_may_show_anything_of_a_story_beside_another():
    other = make_article(deck="What it is about")
    [beside] = related.beside(make_article(picks=[other])).similar
    template = Template("{{ one }} {{ one.deck }} {{ one.get_absolute_url }} {{ one.is_updated }}")
    said = template.render(Context({"one": beside}))
    assert (beside == other, beside in [None]) == (True, False)
    assert said == f"{other.headline} {other.deck} {other.get_absolute_url()} False"
