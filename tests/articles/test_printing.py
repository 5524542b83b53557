"""What stands around a story's text is made when it is saved, and never says what is no longer so."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import publishing
from articles.models import Article, Correction, Printed
from newsroom.models import Masthead
from newsroom.press import look, memory
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """A story with everything that its page can name."""
    return make.make_article(
        headline="The bridge opens",
        deck="After nine years",
        section=make.make_section(name="Travel", slug="travel"),
        by=[make.make_contributor(name="Ani", slug="ani")],
        tags=[make.make_tag(name="Bridges", slug="bridges")],
        lead_picture=make.make_picture(alt="A bridge", credit="Levon"),
    )


def print_as(article, words):
    """Let the printed parts say something that drawing them would not."""
    Printed.objects.filter(pk=article.pk).update(opening=words)


def shown(client, article):
    return client.get(Article.objects.get(pk=article.pk).get_absolute_url()).text


def rename(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


def correct(article):
    article.corrections.create(kind=Correction.Kind.CORRECTION, text="It was ten years.")


def translate(article):
    make.make_article(headline="Կամուրջը բացվեց", language="hy", translation_of=article)


CHANGES = {
    "its headline": lambda article: rename(article, headline="The bridge closes"),
    "its deck": lambda article: rename(article, deck="After ten years"),
    "its time": lambda article: rename(article, published_at=timezone.now()),
    "an update": lambda article: rename(article, updated_at=timezone.now()),
    "its comments": lambda article: make.make_comment(article),
    "the name of its section": lambda article: rename(article.section, name="Roads"),
    "the name of its author": lambda article: rename(article.contributors.get(), name="Sona"),
    "another author": lambda article: article.bylines.create(contributor=make.make_contributor()),
    "the name of a topic": lambda article: rename(article.tags.get(), name="Roads"),
    "no topic": lambda article: article.tags.clear(),
    "the words of its picture": lambda article: rename(article.lead_picture, alt="A road"),
    "the credit of its picture": lambda article: rename(article.lead_picture, credit="Sona"),
    "a correction": correct,
    "a translation": translate,
    "its source": lambda article: rename(article, source_name="The Herald"),
    "the caption here": lambda article: rename(article, lead_caption="From the left"),
    "the address of its section": lambda article: rename(article.section, slug="roads"),
    "the address of its author": lambda article: rename(article.contributors.get(), slug="sona"),
    "the address of a topic": lambda article: rename(article.tags.get(), slug="roads"),
    "the end of its picture's rights": lambda article: rename(
        article.lead_picture, rights_until=timezone.now()
    ),
    "the logo of the paper": lambda article: Masthead(pk=1, logo="logos/new.svg").save(),
    "the footer of the paper": lambda article: Masthead(pk=1, footer="Founded in 1908").save(),
    "the name of the paper": lambda article: Masthead(pk=1, name="The Herald").save(),
}


def test_the_page_shows_what_was_printed_when_the_story_was_saved(client, article):
    print_as(article, "As it was printed")
    assert "As it was printed" in shown(client, article)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_printed_is_used_only_while_it_says_what_is_so(client, article, change):
    printed_before = Printed.objects.get(pk=article.pk)
    printed_before.opening = "As it was printed"
    change(article)
    printed_before.save()
    assert "As it was printed" not in shown(client, article)


def test_what_looks_different_by_now_is_drawn_anew(client, article, monkeypatch):
    print_as(article, "As it was printed")
    monkeypatch.setattr(look, "of", lambda language: "another look")
    assert "As it was printed" not in shown(client, article)


def test_the_look_differs_from_language_to_language_and_from_address_to_address(settings):
    before = look.of("en")
    assert before != look.of("hy")
    settings.SITE_URL = "https://another.example"
    look.of.cache_clear()
    try:
        assert look.of("en") != before
    finally:
        look.of.cache_clear()


def test_what_readers_do_not_get_is_not_printed():
    draft = make.make_article(status=Article.Status.DRAFT)
    assert not Printed.objects.filter(pk=draft.pk).exists()


def test_what_readers_no_longer_get_is_not_kept_in_print(article):
    article.withdraw("It was another bridge.")
    publishing.save(article, by=None)
    assert not Printed.objects.filter(pk=article.pk).exists()


def test_a_save_that_may_yet_be_taken_back_asks_for_nothing_that_others_remember(
    article, monkeypatch
):
    monkeypatch.setattr(memory, "per_edition", None)
    publishing.save(article, by=None)


def test_a_story_that_waits_for_its_time_is_printed(client):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    story = make.make_article(published_at=tomorrow)
    assert Printed.objects.filter(pk=story.pk).exists()
    assert client.get(story.get_absolute_url()).status_code == 404


def test_the_look_is_of_the_files_with_which_the_program_was_loaded(monkeypatch):
    before = look.of("en")
    look.of.cache_clear()
    monkeypatch.setattr(look, "_files", lambda: iter(()))
    assert look.of("en") == before


def test_a_command_prints_again_what_looks_different(article, capsys):
    comment = make.make_comment(article)
    current = make.make_article()
    Printed.objects.filter(pk=article.pk).update(look="before", opening="As it was")
    Printed.objects.filter(pk=current.pk).update(opening="As it is")
    type(comment).objects.update(html_of="before", html="As it was")
    call_command("print_again", "--listings")
    comment.refresh_from_db()
    assert "The bridge opens" in Printed.objects.get(pk=article.pk).opening
    assert Printed.objects.get(pk=current.pk).opening == "As it is"
    assert "As it was" not in comment.html
    assert capsys.readouterr().out.splitlines() == [
        "Stories printed again: 1",
        "Stories whose comments were printed again: 1",
    ]
