"""Papers that leave and come home: filling one, emptying it, and what readers get of it."""

import re
from itertools import count

from articles.models import Article, Contributor, Day, Document, Page, Picture, Section, Tag
from comments.models import Comment
from newsroom.models import Moved, OldAddress

# Comments, stories and sections have new numbers where they come home; which of a page it is stays the same.
_NUMBER = re.compile(r"(/comment/|comment-|\?before=|\?after=|=\"s)([0-9]+)")
# Between the pieces of a text stand as many blanks as somebody once typed.
_BLANKS = re.compile(r"(</(?:p|h[2-4]|ul|ol|li|blockquote|figure|table|pre)>|<[uo]l>)\s+")
# When a feed was made, and when a row was saved.
_MADE = re.compile(r"<(lastBuildDate|lastmod)>[^<]*</\1>")


def empty():
    """Take away what an archive brings; what an operator sets up stays."""
    OldAddress.objects.all().delete()
    Moved.objects.all().delete()
    Comment.objects.update(parent=None, thread=None, answers=None)
    Comment.objects.all().delete()
    Article.objects.update(translation_of=None)
    Article.objects.all().delete()
    Article.history.all().delete()
    Section.objects.update(parent=None)
    for model in (Contributor, Section, Tag, Page, Picture, Document, Day):
        model.objects.all().delete()


def addresses():
    """Return the addresses of everything that readers find."""
    found = [
        "/",
        "/feed/",
        "/comments/feed/",
        "/corrections/",
        "/sitemap.xml",
        "/sitemap/pages.xml",
    ]
    stories = Article.objects.exclude(published_at=None).order_by("pk")
    for story in stories:
        found += [story.get_absolute_url(), f"{story.get_absolute_url()}feed/"]
    for old in Article.objects.filter(old_slugs__isnull=False).values_list(
        "published_at__year", "published_at__month", "old_slugs__slug"
    ):
        found.append("/{}/{:02}/{}/".format(*old))
    for model in (Section, Tag, Contributor):
        for place in model.objects.order_by("pk"):
            found += [place.get_absolute_url(), f"{place.get_absolute_url()}feed/"]
    found += [page.get_absolute_url() for page in Page.objects.order_by("pk")]
    days = Day.objects.order_by("date").values_list("date", flat=True)
    for day in days:
        found += [f"/{day:%Y}/", f"/{day:%Y/%m}/", f"/{day:%Y/%m/%d}/", f"/sitemap/{day:%Y-%m}.xml"]
    return list(dict.fromkeys(found))


def seen(client, found):
    """Return what readers get at these addresses, without the numbers that only tell comments apart."""
    return {address: _seen(client.get(address)) for address in found}


def by_moment(feed):
    """Return a feed's entries ordered by their moment: those of one moment stand in the order of their numbers."""
    status, text = feed
    entries = re.findall(r"<item>.*?</item>", text, re.DOTALL)
    bare = [re.sub(r"/comment/[0-9]+/", "", entry) for entry in entries]
    bare.sort(key=lambda entry: (re.search("<pubDate>.*", entry)[0], entry))
    return status, "".join(bare)


def _seen(answer):
    numbers, order = {}, count(1)

    def by_order(found):
        number = numbers.setdefault(found[2], next(order))
        return f"{found[1]}{number}"

    if answer.status_code in (301, 302):
        return answer.status_code, answer["Location"]
    text = _BLANKS.sub(r"\1", _MADE.sub("", answer.content.decode()))
    return answer.status_code, _NUMBER.sub(by_order, text)
