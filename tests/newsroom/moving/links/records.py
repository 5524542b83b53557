"""What an export says of one thing, as far as its addresses go."""

from newsroom.moving.reading.records import Item, Site

LAKE = Site("The Lake Gazette", "https://lake.example", "", "https://lake.example", "en", "1.2")
IN_A_FOLDER = Site("Lake", "http://lake.example/blog", "", "http://lake.example/blog/", "en", "1.2")


def item(link, slug="the-ferry", **fields):
    """Return a published post of 12 May 2019 with the number 12."""
    usual = dict.fromkeys(Item.__slots__, "")
    usual |= {"old_id": "12", "kind": "post", "status": "publish", "date": "2019-05-12 10:00:00"}
    usual |= {"labels": (), "meta": (), "comments": (), "sticky": False, "line": 1}
    return Item(**usual | {"link": link, "slug": slug} | fields)
