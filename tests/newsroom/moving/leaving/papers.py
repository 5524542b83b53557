"""Papers that leave and come home: filling one, emptying it, and what readers get of it."""

import re
from itertools import count

from articles.models import (
    Article,
    Contributor,
    Day,
    Document,
    FormerSlug,
    Front,
    Month,
    Page,
    Picture,
    Section,
    Tag,
)
from comments.models import Comment, Rules
from newsletter.models import Issue, Newsletter, Subscriber
from newsroom.models import Banner, Masthead, MenuItem, Moved, OldAddress
from newsroom.moving.leaving.folder import SUMS

# Comments, stories and all else have new numbers where they come home; which of a page it is stays the same.
_NUMBER = re.compile(
    r"(/comment/|comment-|\?before=|\?after=|=\"s|name=\"newsletters\" value=\")([0-9]+)"
)
# Between the pieces of a text stand as many blanks as somebody once typed.
_BLANKS = re.compile(r"(</(?:p|h[2-4]|ul|ol|li|blockquote|figure|table|pre)>|<[uo]l>)\s+")
# When a feed was made, and when a row was saved.
_MADE = re.compile(r"<(lastBuildDate|lastmod)>[^<]*</\1>")


def empty():
    """Take away all but who works here."""
    for paper in Masthead.objects.exclude(logo=""):
        paper.logo.delete()  # another site has no file of this name yet
    for model in (
        Issue,
        Subscriber,
        Newsletter,
        Front,
        FormerSlug,
        MenuItem,
        Banner,
        Masthead,
        Rules,
    ):
        model.objects.all().delete()
    OldAddress.objects.all().delete()
    Moved.objects.all().delete()
    Comment.objects.update(parent=None, thread=None, answers=None)
    Comment.objects.all().delete()
    Article.objects.update(translation_of=None)
    Article.objects.all().delete()
    Article.history.all().delete()
    Section.objects.update(parent=None)
    for model in (Contributor, Section, Tag, Page, Picture, Document, Day, Month):
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
        "/news-sitemap.xml",
        "/icon.svg",
        "/search/",
        "/newsletter/",
        "/nowhere/",
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
    for newsletter in Newsletter.objects.order_by("pk"):
        found += [newsletter.get_absolute_url(), f"/newsletter/feed/{newsletter.slug}/"]
    issues = Issue.objects.exclude(started_at=None).order_by("pk")
    found += [issue.get_absolute_url() for issue in issues]
    for former in FormerSlug.objects.exclude(section=None):
        found += [f"/section/{former.slug}/", f"/section/{former.slug}/feed/"]
    found += OldAddress.objects.order_by("path").values_list("path", flat=True)
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


def reseal(folder, name, text):
    """Write another file into an export, as if it had been exported so."""
    (folder / name).write_text(text)
    sums = (folder / SUMS).read_text().splitlines()
    (folder / SUMS).write_text("".join(f"{line}\n" for line in sums if not line.endswith(name)))


def compare(before, after):
    """Hold that readers get the same at every address."""
    for pages in (before, after):
        pages["/comments/feed/"] = by_moment(pages["/comments/feed/"])
    others = [address for address in before if before[address] != after[address]]
    assert not others, others


def _seen(answer):
    numbers, order = {}, count(1)

    def by_order(found):
        number = numbers.setdefault((found[1].startswith("name"), found[2]), next(order))
        return f"{found[1]}{number}"

    if answer.status_code in (301, 302):
        return answer.status_code, answer["Location"]
    text = _BLANKS.sub(r"\1", _MADE.sub("", answer.content.decode()))
    return answer.status_code, _NUMBER.sub(by_order, text)
