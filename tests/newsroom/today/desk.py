"""The desk's first page as a colleague finds it, and stories that stand on it."""

import datetime

from tests import make
from tests.reading import page, text

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


def enter(client, *roles, **fields):
    user = make.make_user(*roles, **fields)
    client.force_login(user)
    return user


def boards(client):
    """Return the lists on the page by their headings: the headlines of each."""
    sections = page(client.get("/admin/")).findall(".//div[@class='today-boards']/section")
    return {
        text(section.find("h2")): [text(link) for link in section.findall(".//li/a")]
        for section in sections
    }


def troubles(client):
    found = page(client.get("/admin/")).findall(".//section[@class='today-troubles']//li")
    return [text(each) for each in found]


def story(headline, status="draft", **fields):
    fields.setdefault("published_at", None)
    return make.make_article(headline=headline, status=status, **fields)
