"""What every item of an export says, whether it is a story, a page or a picture."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.moving.leaving.wxr.elements import dates, element, in_feeds, plain, words
from newsroom.press import links


@dataclass(frozen=True, slots=True)
class Item:
    """An item in WordPress's own words."""

    number: int
    kind: str
    title: str
    slug: str
    status: str
    link: str = ""  # a path, nothing where it has no address yet
    creator: str = ""
    body: str = ""
    excerpt: str = ""
    begun: datetime.datetime | None = None
    published: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    takes_comments: bool = False
    parent: int = 0
    attachment_url: str = ""


def opening(item: Item) -> Iterator[str]:
    """Yield the elements of an item up to its labels, facts and comments."""
    by_number = f"/?p={item.number}"
    yield element("title", words(item.title))
    yield plain("link", links.absolute(item.link or by_number))
    if item.published:
        yield plain("pubDate", in_feeds(item.published))
    yield element("dc:creator", item.creator)
    guid = links.absolute(by_number)
    yield f'<guid isPermaLink="false">{guid}</guid>\n'
    yield element("description")
    yield element("content:encoded", item.body)
    yield element("excerpt:encoded", words(item.excerpt))
    yield element("wp:post_id", item.number)
    yield _dated(item)
    yield dates("post_modified", item.modified)
    yield element("wp:comment_status", "open" if item.takes_comments else "closed")
    yield element("wp:ping_status", "closed")
    yield element("wp:post_name", item.slug)
    yield element("wp:status", item.status)
    yield element("wp:post_parent", item.parent)
    yield element("wp:menu_order", 0)
    yield element("wp:post_type", item.kind)
    yield element("wp:post_password")
    yield element("wp:is_sticky", 0)
    if item.attachment_url:
        yield element("wp:attachment_url", item.attachment_url)


def _dated(item):
    if item.published:
        return dates("post_date", item.published)
    # What never came out has the day on which it was begun, and no date in GMT: so WordPress knows it.
    return dates("post_date", item.begun, has_gmt=False)
