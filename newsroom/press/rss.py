"""RSS, the same whatever it is about."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed

from newsroom.press import links
from newsroom.press.markup import readable


def answer(
    title: str, about: str, page: str, address: str, language: str, items: Iterable[dict]
) -> HttpResponse:
    """Return the feed that stands at the path `address` and tells what is new on the path `page`."""
    feed = Rss201rev2Feed(
        title=readable(title),
        link=links.absolute(page),
        description=readable(about or title),
        language=language,
        feed_url=links.absolute(address),
    )
    for item in items:
        feed.add_item(**item)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
