"""What stands before the items of an export: the site, its authors, sections and topics."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone

from articles.models import Contributor, Section, Tag
from newsroom.models import Masthead
from newsroom.moving.leaving import numbers, rows
from newsroom.moving.leaving.wxr.elements import element, in_feeds, meta, plain, words

VERSION = "1.2"
_OPENING = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/{VERSION}/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/{VERSION}/">
<channel>
"""


def head() -> Iterator[str]:
    """Yield all that stands before the items."""
    paper = Masthead.current()
    yield _OPENING
    yield element("title", words(paper.name))
    yield plain("link", settings.SITE_URL)
    yield element("description", words(paper.tagline))
    yield plain("pubDate", in_feeds(timezone.now()))
    yield plain("language", paper.language)
    yield plain("wp:wxr_version", VERSION)
    yield plain("wp:base_site_url", settings.SITE_URL)
    yield plain("wp:base_blog_url", settings.SITE_URL)
    yield from map(_author, rows.each(Contributor.objects.all()))
    yield from map(_category, _outer_first(Section.objects.all()))
    yield from map(_tag, rows.each(Tag.objects.all()))


def _author(contributor: Contributor) -> str:
    inside = (
        element("wp:author_id", contributor.pk),
        element("wp:author_login", contributor.slug),
        element("wp:author_email"),
        element("wp:author_display_name", words(contributor.name)),
        element("wp:author_first_name"),
        element("wp:author_last_name"),
    )
    return f"<wp:author>\n{''.join(inside)}</wp:author>\n"


def _category(section: Section) -> str:
    closes = section.comments_close_after
    facts = {
        "newsroom_language": section.language,
        "newsroom_position": str(section.position),
        "newsroom_on_front": "1" if section.on_front else "0",
        "newsroom_comments_close_after": "" if closes is None else str(closes),
    }
    inside = (
        element("wp:term_id", numbers.of_term(Section, section.pk)),
        element("wp:category_nicename", section.slug),
        element("wp:category_parent", section.parent.slug if section.parent else ""),
        element("wp:cat_name", words(section.name)),
        element("wp:category_description", words(section.description)),
        *meta("term", facts.items()),
    )
    return f"<wp:category>\n{''.join(inside)}</wp:category>\n"


def _tag(tag: Tag) -> str:
    inside = (
        element("wp:term_id", numbers.of_term(Tag, tag.pk)),
        element("wp:tag_slug", tag.slug),
        element("wp:tag_name", words(tag.name)),
        element("wp:tag_description", words(tag.description)),
        *meta("term", [("newsroom_language", tag.language)]),
    )
    return f"<wp:tag>\n{''.join(inside)}</wp:tag>\n"


def _outer_first(sections: Iterable[Section]) -> list[Section]:
    """Return the sections, none before the one that it stands in."""
    known = {section.pk: section for section in sections}
    for section in known.values():
        section.parent = known[section.parent_id] if section.parent_id else None
    return sorted(known.values(), key=lambda section: (len(section.lineage()), section.pk))
