"""What a story is beyond a post."""

import datetime
from collections.abc import Callable, Iterator

from django.utils import timezone

from articles import printing
from articles.models import Article, Byline, Correction, Pick
from newsroom.moving.ours import facts
from newsroom.moving.reading import jsondata
from newsroom.moving.reading.records import Meta

Find = Callable[[str, str], int | None]  # the key here, by the kind and the id there
A_MINUTE = 60.0  # seconds: by fewer an export keeps stories of one title apart
FIELDS = (
    *("language", "deck", "lead_caption", "source_name", "source_url"),
    "comments_close_after",
)


def fill(article: Article, said: Meta, find: Find) -> None:
    """Let a story have what its facts say of it alone."""
    facts.take_all(article, said, *FIELDS)
    if original := find("post", facts.first(said, "translation_of")):
        article.translation_of_id = original
    if updated_at := facts.moment(facts.first(said, "updated_at")):
        article.updated_at = updated_at


def exactly(said: Meta, at: datetime.datetime | None) -> datetime.datetime | None:
    """Return a moment to the fraction of its second, and that of a draft, where the file says them less well."""
    found = facts.moment(facts.first(said, "published_at"))
    if not (found and at):
        return found or at
    return found if abs((found - at).total_seconds()) < A_MINUTE else at


def withdraw(article: Article, said: Meta) -> bool:
    """Say whether a story that readers do not get was withdrawn, and let it be so again."""
    at = facts.moment(facts.first(said, "withdrawn_at"))
    if not at or at > timezone.now():
        return False
    article.withdraw("")
    article.withdrawn_at = at
    facts.take_all(article, said, "withdrawal_reason")
    return True


def hang(article: Article, said: Meta, find: Find) -> None:
    """Hang on a story what its facts say hung there: roles, notes to readers and picks."""
    _give_roles(article, said, find)
    if notes := list(_notes(article, said)):
        article.corrections.all().delete()
        for note in notes:
            note.save()
    for other, position in _picked(said, "pick", find):
        _pick(article.pk, other, position)
    for picker, position in _picked(said, "picked_by", find):
        _pick(picker, article.pk, position)
        printing.print_story(picker)


def _give_roles(article, said, find):
    pairs = jsondata.parse(facts.first(said, "bylines"))
    if not isinstance(pairs, list):
        return
    lines = {}
    for pair in pairs:
        role, slug = pair if facts.are_texts(pair, 2) else ("", "")
        writer = find("author", slug)
        if writer and role in Byline.Role.values:
            lines.setdefault((role, writer), len(lines))
    article.bylines.all().delete()
    for (role, writer), position in lines.items():
        article.bylines.create(role=role, contributor_id=writer, position=position)


def _notes(article, said) -> Iterator[Correction]:
    for each in facts.every(said, "correction"):
        found = jsondata.parse(each)
        at = facts.moment(found.get("noted_at")) if isinstance(found, dict) else None
        if at and found.get("text"):
            note = Correction(article=article, noted_at=at)
            facts.take(note, "kind", found.get("kind"))
            facts.take(note, "text", str(found["text"]))
            yield note


def _picked(said, key, find) -> Iterator[tuple[int, int]]:
    for each in facts.every(said, key):
        old_id, _, position = each.partition(" ")
        if (other := find("post", old_id)) and position.isdecimal() and len(position) < 5:
            yield other, int(position)


def _pick(article, other, position):
    if article != other:
        Pick.objects.update_or_create(
            article_id=article, other_id=other, defaults={"position": position}
        )
