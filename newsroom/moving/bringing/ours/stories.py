"""What a story is beyond a post."""

from collections.abc import Callable, Iterator
from html import escape

from django.utils import timezone

from articles import printing
from articles.datelines import Dateline
from articles.models import Article, Byline, Correction, Pick
from newsroom.moving.bringing.ours import facts
from newsroom.moving.reading.records import Meta

Find = Callable[[str, str], int | None]  # the key here, by the kind and the id there
A_SECOND = 1.0


def dateline(said: Meta, html: str) -> tuple[Dateline | None, str] | None:
    """Return the dateline of a body and the body without it; None where the facts do not say what it is."""
    found = facts.read(facts.first(said, "dateline"))
    if not _is_texts(found, 4):
        return None
    place, agency, dash, printed = found
    opening = escape(printed, quote=False)
    if not printed:
        return None, html
    for words, rest in ((f"<p>{opening}</p>", ""), (f"<p>{opening} ", "<p>")):
        if words in html:
            return Dateline(place, agency, dash, ""), html.replace(words, rest, 1)
    return None, html  # somebody has rewritten it: it stays among the words


def with_cards(said: Meta, html: str) -> str:
    """Return a body whose cards have their titles, which WordPress puts below them."""
    for each in facts.every(said, "card"):
        found = facts.read(each)
        if not _is_texts(found, 2):
            continue
        address, title = (escape(part, quote=False) for part in found)
        plain = f'<p><a href="{address}">{address}</a></p><p>{title}</p>'
        card = f'<figure data-embed=""><a href="{address}">{title}</a></figure>'
        html = html.replace(plain, card, 1)
    return html


def fill(article: Article, said: Meta, find: Find) -> None:
    """Let a story have what its facts say of it alone."""
    facts.take_all(article, said, "language", "deck", "lead_caption", "source_name")
    facts.take_all(article, said, "comments_close_after")
    if original := find("post", facts.first(said, "translation_of")):
        article.translation_of_id = original
    if updated_at := facts.moment(facts.first(said, "updated_at")):
        article.updated_at = updated_at
    exactly = facts.moment(facts.first(said, "published_at"))
    if exactly and article.published_at and _is_nearly(exactly, article.published_at):
        article.published_at = exactly


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


def _is_texts(found, count) -> bool:
    is_list = isinstance(found, list) and len(found) == count
    return is_list and all(isinstance(each, str) for each in found)


def _is_nearly(one, other) -> bool:
    return abs((one - other).total_seconds()) < A_SECOND


def _give_roles(article, said, find):
    pairs = facts.read(facts.first(said, "bylines"))
    if not isinstance(pairs, list):
        return
    lines = {}
    for pair in pairs:
        role, slug = pair if _is_texts(pair, 2) else ("", "")
        writer = find("author", slug)
        if writer and role in Byline.Role.values:
            lines.setdefault((role, writer), len(lines))
    article.bylines.all().delete()
    for (role, writer), position in lines.items():
        article.bylines.create(role=role, contributor_id=writer, position=position)


def _notes(article, said) -> Iterator[Correction]:
    for each in facts.every(said, "correction"):
        found = facts.read(each)
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
