"""The one door through which a story is saved, and everything that moves with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import models, transaction
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
from articles.likely import Known
from articles.models import Article, Byline, Contributor, OldSlug, Page, Section, Tag
from newsroom.models import Masthead
from newsroom.press import pages, turns
from newsroom.press.prepared import Prepared


@dataclass(frozen=True)
class New:
    """A story that nobody has saved yet, with the keys of what hangs on it."""

    article: Article
    also_in: Sequence[int] = ()
    tags: Sequence[int] = ()
    writers: Sequence[int] = ()


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
    before = _as_it_stands(article.pk)
    had = set() if article.is_published else copies.to_renew(article)
    _keep_old_slug(article, before)
    _write(article)
    if relate:
        relate()
    with hanging.fetched(article):
        hanging.keep(article)
        placing.place(article)
        if article.corrections.all():
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
def save_new(stories: Iterable[New], *, prints: bool = True, known: Known | None = None) -> None:
    """Save stories that nobody has saved before, brought from elsewhere, as `save` would one after the other.

    Thirty or a hundred at once cost a third of as many saves. Similar stories are chosen when all are there;
    who saves thousands in one transaction after the other passes the stories `known` from one to the next.
    Whoever goes on changing them in the same transaction prints them when that is done.
    """
    turns.take(versions.TURN)
    stories = list(stories)
    articles = [story.article for story in stories]
    masthead = Masthead.current()
    for article in articles:
        _point_at_original(article)
        _render(article, masthead)
    _give_slugs(articles)
    Article.objects.bulk_create(articles)
    _hang(stories)
    hanging.keep_first(articles)
    placing.place_new(articles)
    archives.recount(*articles)
    search.index_many(search.prepare(article) for article in articles if _is_ready(article))
    related.refresh_all(articles, known or Known())
    if prints:
        printing.print_stories(article.pk for article in articles)
    pages.move()


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
    """Save a lasting page, and begin a new edition; where its path changed, the former one leads to it."""
    turns.take(versions.TURN)
    renaming.follow_page(page)
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


def _render(article, masthead=None):
    dash = article.dateline_dash or (masthead or Masthead.current()).default_dash
    dateline = (article.dateline_place, article.dateline_agency, dash)
    clean = Article._meta.get_field("body").pre_save(article, add=False)
    with_cards = figures.with_cards(clean, article.language)
    article.rendered_body = rendering.body(*dateline, with_cards)
    article.teaser = excerpts.teaser(article.summary, render_dateline(*dateline), clean)
    article.word_count = excerpts.words(clean)


def _is_ready(article):
    return article.status == Article.Status.READY


def _give_slugs(articles):
    """Give each story the slug that it asks for, or the next that no story has or had, another of these among them."""
    wanted = {article.slug or slugs.slugify(article.headline) for article in articles}
    taken = set(Article.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    taken |= set(OldSlug.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    for article in articles:
        base = article.slug or slugs.slugify(article.headline)
        known = taken if base not in taken else taken | _beginning_with(base)
        article.slug = slugs.first_free(base, known)
        taken.add(article.slug)


def _beginning_with(base):
    """Return the slugs that are in the way of what begins like this."""
    start = base[: slugs.LONGEST - len("-9999")]
    rows = (model.objects.filter(slug__startswith=start) for model in (Article, OldSlug))
    return {slug for found in rows for slug in found.values_list("slug", flat=True)}


def _hang(stories):
    links = {Article.also_in.through: "section_id", Article.tags.through: "tag_id"}
    for through, column in links.items():
        through.objects.bulk_create(
            through(article_id=story.article.pk, **{column: key})
            for story in stories
            for key in (story.also_in if column == "section_id" else story.tags)
        )
    Byline.objects.bulk_create(
        Byline(article=story.article, contributor_id=key, position=position)
        for story in stories
        for position, key in enumerate(story.writers)
    )
    articles = [story.article for story in stories]
    models.prefetch_related_objects(articles, "section", "lead_picture")
    hanging.fetch(articles)


def free_slug(article: Article) -> str:
    """Return the slug that the story asks for, or its headline, or the next that no story has or had."""
    wanted = article.slug or slugs.slugify(article.headline)
    return slugs.first_free(wanted, lambda slug: bool(_who_has(slug, article.pk or 0)))


def _write(article):
    # The count belongs to comments: one may have come since this story was read.
    own = {field.name for field in Article._meta.concrete_fields} - {"id", "comment_count"}
    article.save(update_fields=None if article._state.adding else own)


def _ask_who_has(slug, pk):
    of_others = OldSlug.objects.filter(slug=slug).exclude(article=pk).values_list("article")
    return Article.objects.filter(slug=slug).exclude(pk=pk).values_list("pk").union(of_others)


_who_has = Prepared(_ask_who_has, str, int)


def _as_it_stands(pk):
    """Return what the database has of a story, which is nothing for one that nobody has saved."""
    stands = Article.objects.only("slug", "status", "published_at")
    return stands.filter(pk=pk).first() if pk else None


def _keep_old_slug(article, before):
    if before is None or before.slug == article.slug:
        return
    OldSlug.objects.filter(slug=article.slug, article=article.pk).delete()
    OldSlug.objects.create(slug=before.slug, article=article)
