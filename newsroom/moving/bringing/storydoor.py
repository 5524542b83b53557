"""How a post comes in as a story, through the one door through which stories are saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from articles import notes, publishing, slugs, versions
from articles.likely import Known
from articles.models import Article, Byline
from newsroom.moving.bringing import remarks
from newsroom.moving.bringing.remarks import Standing
from newsroom.moving.bringing.stories import Story
from newsroom.moving.ours import stories as ours

WITHDRAWN = "it was withdrawn here after an earlier import"
SAID = (
    *("headline", "body", "summary", "search_title", "search_description", "comments_open"),
    "updated_at",
)
SHOWN = ("pk", "status", "published_at", "created_at")


@dataclass(frozen=True)
class Places:
    """The keys here of what a story stands under, is about, and is by."""

    sections: list[int]
    tags: list[int]
    writers: list[int]


class Stories:
    """Stories; `places` are asked for only when one is saved."""

    def __init__(self, language: str, places, key_of: ours.Find):
        self.language = language
        self.places = places
        self.key_of = key_of
        self.known = Known()

    def find(self, key):
        return Article.objects.filter(pk=key).only(*SHOWN).first()

    def version(self, here):
        return versions.newest(here)

    def objection(self, here):
        return WITHDRAWN if here.status == Article.Status.WITHDRAWN else ""

    def make(self, story: Story):
        article = Article(language=self.language, slug=_slug(story.slug))
        self._save(article, story)
        return article.pk, versions.newest(article)

    def make_all(self, stories: list[Story]) -> list[tuple[int, int]]:
        """Bring new stories that are posts and no more together; return the key and the version of each.

        Nobody has printed them yet.
        """
        articles = [Article(language=self.language, slug=_slug(each.slug)) for each in stories]
        pairs = list(zip(articles, stories, strict=True))
        new = [self._new(*pair) for pair in pairs]
        said = [[*story.remarks, *_stand(article, story)] for article, story in pairs]
        publishing.save_new(new, prints=False, known=self.known)
        for article, remarks_on_it in zip(articles, said, strict=True):
            _note(article, remarks_on_it)
        keys = [article.pk for article in articles]
        first = dict(Article.history.filter(id__in=keys).values_list("id", "history_id"))
        return [(key, first[key]) for key in keys]

    def renew(self, here, story: Story):
        article = Article.objects.get(pk=here.pk)
        article.slug = _slug(story.slug) or article.slug
        self._save(article, story)

    def _new(self, article: Article, story: Story) -> publishing.New:
        places = self.places(story)
        _fill(article, story)
        article.section_id = next(iter(places.sections), None)
        return publishing.New(article, places.sections[1:], places.tags, places.writers)

    def _save(self, article: Article, story: Story):
        places = self.places(story)
        _fill(article, story)
        article.section_id = next(iter(places.sections), None)
        ours.fill(article, story.ours, self.key_of)
        said = [*story.remarks, *_stand(article, story)]
        publishing.save(article, by=None, relate=partial(self._relate, article, story, places))
        # A story that was withdrawn here too needs no remark: readers are told why.
        _note(article, [] if article.status == Article.Status.WITHDRAWN else said)

    def _relate(self, article: Article, story: Story, places: Places):
        _relate(article, places)
        ours.hang(article, story.ours, self.key_of)


def _fill(article: Article, story: Story):
    for name in SAID:
        setattr(article, name, getattr(story, name))
    place, agency, dash, *_ = story.dateline or ("", "", "")
    article.dateline_place, article.dateline_agency = place, agency
    article.dateline_dash = dash
    article.lead_picture_id = story.picture


def _stand(article: Article, story: Story) -> list[str]:
    """Give the story its state, and return what is to be remarked about that."""
    is_missed = story.standing == Standing.SCHEDULED and _has_passed(article, story)
    if story.standing in (Standing.PUBLIC, Standing.SCHEDULED) and not is_missed:
        article.make_ready(at=ours.exactly(story.ours, story.published_at))
        return []
    article.published_at = ours.exactly(story.ours, story.published_at)
    article.return_to_draft()
    if story.standing == Standing.WAITING:
        article.submit()
    if story.standing == Standing.HIDDEN:
        ours.withdraw(article, story.ours)
    return [remarks.missed()] if is_missed else []


def _has_passed(article, story):
    # What came in as scheduled and has come out here meanwhile stays out.
    return story.published_at <= timezone.now() and article.status != Article.Status.READY


def _relate(article: Article, places: Places):
    article.also_in.set(places.sections[1:])
    article.tags.set(places.tags)
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, contributor_id=writer, position=position)
        for position, writer in enumerate(places.writers)
    )


def _note(article: Article, said: Iterable[str]):
    known = {note.text for note in notes.on(article)} if said else set()
    for text in said:
        if text not in known:
            notes.write(article, None, text)


def _slug(text: str) -> str:
    return slugs.slugify(text) if text else ""
