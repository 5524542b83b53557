"""Put what an import brings into the house through each app's own verbs, and remember what it was."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db import models, transaction

from articles import publishing, slugs
from articles.models import Article, Byline, Contributor, Section, Tag
from comments import arriving
from comments.models import Comment
from newsroom.models import Moved
from newsroom.moving import longest
from newsroom.moving.bringing.stories import Answer, Story

MODELS = {"author": Contributor, "category": Section, "tag": Tag, "post": Article}


class Archive:
    """What the things of one old site became here; `recall` before you bring anything."""

    def __init__(self, source: str, language: str, *, rehearsal: bool = False):
        self.source = source
        self.language = language
        self.rehearsal = rehearsal  # nothing is written
        self._recalled: dict[tuple[str, str], int | None] = {}

    def recall(self, kind: str, old_id: str) -> tuple[bool, int | None]:
        """Say whether a thing was brought before, and its id here, None where it was deleted since."""
        key = kind, old_id
        if key not in self._recalled:
            moved = self._moved(kind, [old_id]).first()
            if moved is None:
                return False, None
            here = MODELS[kind].objects.filter(pk=moved.new_id).exists()
            self._recalled[key] = moved.new_id if here else None
        return True, self._recalled[key]

    def section(self, old_id: str, *, name: str, description: str, parent: int | None) -> int:
        """Bring a category as a section, or find the section that already is what it was."""
        # An archive may have more categories than a front page has room for: editors choose.
        section = Section(
            name=name,
            description=description,
            parent_id=parent,
            language=self.language,
            on_front=False,
        )
        return self._bring("category", old_id, section, old_id, publishing.save_section)

    def tag(self, old_id: str, *, name: str, description: str) -> int:
        """Bring a tag as a topic, or find the topic that already is what it was."""
        tag = Tag(name=name, description=description, language=self.language)
        return self._bring("tag", old_id, tag, old_id, publishing.save_named)

    def contributor(self, old_id: str, *, name: str) -> int:
        """Bring an author as a byline without a login, or find the byline of that name."""
        contributor = Contributor(name=name, language=self.language)
        return self._bring("author", old_id, contributor, name, publishing.save_named)

    @transaction.atomic
    def story(
        self, story: Story, *, sections: list[int], tags: list[int], writers: list[int]
    ) -> Article:
        """Bring a post as a published story."""
        article = Article(
            headline=story.headline,
            slug=slugs.slugify(story.slug) if story.slug else "",
            body=story.body,
            summary=story.summary,
            section_id=next(iter(sections), None),
            language=self.language,
            comments_open=story.comments_open,
        )
        if story.dateline:
            article.dateline_place = story.dateline.place
            article.dateline_agency = story.dateline.agency
            article.dateline_dash = story.dateline.dash
        article.make_ready(at=story.published_at)
        if self.rehearsal:
            return article
        relate = partial(_relate, article, sections[1:], tags, writers)
        publishing.save(article, by=None, relate=relate)
        self._remember("post", {story.old_id: article.pk})
        return article

    def brought_comments(self, old_ids: Iterable[str]) -> set[str]:
        """Return which of these comments were brought before."""
        return set(self._moved("comment", old_ids).values_list("old_id", flat=True))

    @transaction.atomic
    def answers(self, article: Article, answers: list[Answer]) -> None:
        """Bring comments below a story, answered ones before their answers."""
        if self.rehearsal:
            return
        here = self._answered_before(answers)
        new: dict[str, Comment] = {}
        for answer in answers:
            comment = _comment(article, answer)
            if answered := new.get(answer.parent) or here.get(answer.parent):
                comment.stand_under(answered)
            new[answer.old_id] = comment
        arriving.bring(*new.values())
        self._remember("comment", {old_id: comment.pk for old_id, comment in new.items()})

    @transaction.atomic
    def _bring(
        self, kind: str, old_id: str, new: models.Model, slug: str, save: Callable[..., object]
    ) -> int:
        if self.rehearsal:
            return 0
        others = type(new).objects
        new.slug = slugs.slugify(slug)
        same = others.filter(slug=new.slug, name__iexact=new.name).first()
        if not same:
            new.slug = slugs.first_free(new.slug, lambda slug: others.filter(slug=slug).exists())
            save(new)
        new_id = (same or new).pk
        self._remember(kind, {old_id: new_id})
        return new_id

    def _remember(self, kind: str, new_ids: dict[str, int]):
        Moved.objects.bulk_create(
            Moved(source=self.source, kind=kind, old_id=old_id[: longest.OLD_ID], new_id=new_id)
            for old_id, new_id in new_ids.items()
        )

    def _moved(self, kind: str, old_ids: Iterable[str]):
        ids = [old_id[: longest.OLD_ID] for old_id in old_ids]
        return Moved.objects.filter(source=self.source, kind=kind, old_id__in=ids)

    def _answered_before(self, answers: list[Answer]) -> dict[str, Comment]:
        moved = list(self._moved("comment", {answer.parent for answer in answers}))
        comments = Comment.objects.in_bulk([row.new_id for row in moved])
        return {row.old_id: comments[row.new_id] for row in moved if row.new_id in comments}


def _relate(article: Article, also_in: list[int], tags: list[int], writers: list[int]):
    article.also_in.set(also_in)
    article.tags.set(tags)
    Byline.objects.bulk_create(
        Byline(article=article, contributor_id=writer, position=position)
        for position, writer in enumerate(writers)
    )


def _comment(article: Article, answer: Answer) -> Comment:
    return Comment(
        article=article,
        name=answer.name,
        email=answer.email,
        website=answer.website,
        body=answer.body,
        created_at=answer.created_at,
        status=Comment.Status.VISIBLE,
    )
