"""The one door through which a story is saved, and everything that moves with it."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles import (
    archives,
    copies,
    excerpts,
    figures,
    hanging,
    placing,
    printing,
    related,
    renaming,
    rendering,
    search,
    slugs,
    versions,
)
from articles.datelines import render as render_dateline
from articles.models import Article, Contributor, OldSlug, Page, Section, Tag
from newsroom.models import Masthead
from newsroom.press import pages, turns


@transaction.atomic
def save(
    article: Article,
    *,
    by,
    substantive: bool = False,
    seen: int | None = None,
    reason: str = "",
    relate: Callable[[], object] | None = None,
) -> Article:
    """Save a story with its history, slug, rendered parts, listings, search entry and related stories, or nothing.

    `by` is the user who saves (None for an import). `substantive` moves the time under "Updated" of a story
    that readers have already. `seen` is the version that the one who saves had before them: where there is a
    newer one `versions.Stale` is raised. `reason` stands in the history. `relate` sets what needs the row to
    exist: tags, sections, bylines, picks.
    """
    turns.take(versions.TURN)
    if seen is not None:
        versions.refuse_stale(article, seen)
    article._history_user, article._change_reason = by, reason or None
    if not article.pk:
        article.created_by = by
    if substantive and article.is_published:
        article.updated_at = timezone.now()
    _point_at_original(article)
    _render(article)
    article.slug = free_slug(article)
    before = Article.objects.filter(pk=article.pk).only("slug", "status", "published_at").first()
    had = set() if article.is_published else copies.to_renew(article)
    _keep_old_slug(article, before)
    _write(article)
    if relate:
        relate()
    hanging.keep(article)
    placing.place(article)
    article.corrections.follow()
    archives.recount(before, article)
    search.index(article)
    related.refresh(article)
    printing.print_story(article.pk)
    pages.move()
    if had:
        copies.renew.enqueue(sorted(had))
    return article


@transaction.atomic
def save_section(section: Section) -> Section:
    """Save a section; where it moved, its stories are listed in what now stands around it."""
    turns.take(versions.TURN)
    moved = section.pk and Section.objects.get(pk=section.pk).parent_id != section.parent_id
    renaming.follow(section)
    section.save()
    if moved:
        placing.follow(section)
    pages.move()
    return section


@transaction.atomic
def save_named(named: Tag | Contributor) -> None:
    """Save a tag or a contributor; where its name changed, search finds its stories by the new one."""
    turns.take(versions.TURN)
    before = type(named).objects.filter(pk=named.pk).values_list("name", flat=True).first()
    renaming.follow(named)
    named.save()
    if before not in (None, named.name):
        stories = Article.objects.filter(pk__in=named.articles.values("pk"))
        for article in stories.ready().iterator(chunk_size=500):
            search.index(article)
    pages.move()


@transaction.atomic
def save_page(page: Page) -> Page:
    """Save a lasting page, and begin a new edition."""
    page.save()
    pages.move()
    return page


@task()
def print_datelines_again() -> None:
    """Give the stories that take the masthead's dash the one that it has now; doing it again changes nothing."""
    stories = Article.objects.filter(dateline_dash="")
    for pk in stories.exclude(dateline_place="", dateline_agency="").values_list("pk", flat=True):
        _print_again(pk)


@transaction.atomic
def _print_again(pk):
    turns.take(versions.TURN)
    article = Article.objects.filter(pk=pk).first()
    if article is None:
        return
    _render(article)
    printed = {name: getattr(article, name) for name in ("rendered_body", "teaser")}
    Article.objects.filter(pk=pk).update(**printed)
    search.index(article)
    printing.print_story(pk)
    pages.move()


def _point_at_original(article):
    original = article.translation_of
    if original and original.translation_of_id:
        article.translation_of = original.translation_of
    if article.pk and article.translation_of_id == article.pk:
        article.translation_of = None


def _render(article):
    dash = article.dateline_dash or Masthead.current().default_dash
    dateline = (article.dateline_place, article.dateline_agency, dash)
    clean = Article._meta.get_field("body").pre_save(article, add=False)
    with_cards = figures.with_cards(clean, article.language)
    article.rendered_body = rendering.body(*dateline, with_cards)
    article.teaser = excerpts.teaser(article.summary, render_dateline(*dateline), clean)
    article.word_count = excerpts.words(clean)


def free_slug(article: Article) -> str:
    """Return the slug that the story asks for, or its headline, or the next that no story has or had."""
    wanted = article.slug or slugs.slugify(article.headline)
    return slugs.first_free(wanted, lambda slug: _is_taken(slug, article))


def _write(article):
    # The count belongs to comments: one may have come since this story was read.
    own = {field.name for field in Article._meta.concrete_fields} - {"id", "comment_count"}
    article.save(update_fields=None if article._state.adding else own)


def _is_taken(slug, article):
    return (
        Article.objects.filter(slug=slug).exclude(pk=article.pk).exists()
        or OldSlug.objects.filter(slug=slug).exclude(article=article.pk).exists()
    )


def _keep_old_slug(article, before):
    OldSlug.objects.filter(slug=article.slug, article=article.pk).delete()
    if before and before.slug != article.slug:
        OldSlug.objects.create(slug=before.slug, article=article)
