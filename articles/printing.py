"""What stands around a story's text on its page: drawn once, when the story is saved.

What was printed is used only while it says what would be said now: whoever renames a section or a tag, or
edits a template, sees it at once, and the page costs a little more until the story is printed again.
"""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from articles import reading
from articles.models import Article, Printed
from newsroom.models import Language, Masthead
from newsroom.press import look

TEXT = "rendered_body"  # stands between the parts and is in none of them
UNSAID = {TEXT, "answered_for", "comments_close_after"}  # what no part says
AT_A_TIME = 50


class Parts(NamedTuple):
    """The three parts of a page, each drawn by the template of its name: `articles/_opening.html`."""

    head: SafeString
    opening: SafeString
    ending: SafeString


def page(article: Article, masthead: Masthead | None = None) -> dict:
    """Return what the page of a story that `reading` has loaded says around its text."""
    return {
        "article": article,
        "names": reading.names(article.pk),
        "translations": reading.translations(article),
        "corrections": reading.corrections(article),
        "masthead": masthead or Masthead.as_printed(),
        "page_language": article.language,
    }


def parts(page: dict) -> Parts:
    """Return the parts of a story's page, in its language: as they were printed, where they would be the same now."""
    article = page["article"]
    printed = getattr(article, "printed", None)
    if printed and (printed.look, printed.shows) == (look.of(article.language), _shows(page)):
        return Parts(*map(mark_safe, (printed.head, printed.opening, printed.ending)))
    return _draw(page)


def print_story(pk: int) -> None:
    """Print the parts of a story that is ready; of any other nothing is kept."""
    article = reading.any_story(pk)
    if article is None or article.status != Article.Status.READY:
        Printed.objects.filter(pk=pk).delete()
        return
    _store([_print(article)])


def print_stories(keys: Iterable[int]) -> None:
    """Print the parts of those of these stories that are ready; nobody else may save one of them meanwhile."""
    stories = reading.any_stories(keys)
    masthead = Masthead.current()
    _store([_print(story, masthead) for story in stories if story.status == Article.Status.READY])


def print_again() -> int:
    """Print the stories that would look different now, the newest first, and return how many they were."""
    count, stories = 0, _to_print_again()
    while batch := list(stories.only("published_at")[:AT_A_TIME]):
        _print_all([story.pk for story in batch])
        count += len(batch)
        stories = _to_print_again().before(batch[-1])
    return count


@transaction.atomic
def _print_all(keys):
    # Nobody saves one of them meanwhile: an older print would take the place of a newer one.
    stories = Article.objects.ready().select_for_update(no_key=True).order_by("pk")
    kept = stories.filter(pk__in=keys).values_list("pk", flat=True)
    _store([_print(reading.any_story(pk)) for pk in kept])


def _to_print_again():
    current = Q()
    for language in Language.values:
        current |= Q(language=language, printed__look=look.of(language))
    return Article.objects.ready().exclude(current).newest_first()


def _print(article, masthead=None):
    # Asked for anew: whoever saves may yet take it back, and what they did is not for others to remember.
    said = page(article, masthead or Masthead.current())
    drawn = _draw(said)._asdict()
    return Printed(article=article, look=look.of(article.language), shows=_shows(said), **drawn)


def _store(printed):
    columns = ["look", "shows", *Parts._fields]
    Printed.objects.bulk_create(
        printed, update_conflicts=True, unique_fields=["article"], update_fields=columns
    )


def _draw(page):
    reading.put_names(page["article"], page["names"])
    with translation.override(page["page_language"]):
        return Parts(*(render_to_string(f"articles/_{name}.html", page) for name in Parts._fields))


def _shows(page):
    """Return a sum of everything that a part could say: whatever was loaded of the story and of what hangs on it."""
    article, masthead = page["article"], page["masthead"]
    said = [
        [value for name, value in vars(article).items() if name[0] != "_" and name not in UNSAID],
        masthead.says,
        *map(_values, (article.section, article.lead_picture)),
        page["names"],
        *map(_values, (*page["translations"], *page["corrections"])),
    ]
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


def _values(row):
    return row and [value for name, value in vars(row).items() if name[0] != "_"]
