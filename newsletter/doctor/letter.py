"""What a mailbox would make of an issue's print: cut it off, show holes, or nothing at all."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from newsletter import blanks
from newsletter.doctor.findings import Finding, fault, warning, well
from newsroom.models import Language
from newsroom.press.mail import Printed

LARGEST = 100_000  # bytes: Gmail shows the beginning of what is longer


class Reader(HTMLParser):
    """Notes links and pictures."""

    def __init__(self):
        super().__init__()
        self.links: list[str] = []
        self.without_words = 0

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "a" and said.get("href"):
            self.links.append(said["href"])
        if tag == "img" and "alt" not in said:  # one that is empty is meant: it stands beside words
            self.without_words += 1


def examine(printed: Printed, language: str) -> Iterator[Finding]:
    """Yield what is found about the issue in one language."""
    named = Language(language).label
    yield _size(printed, named)
    yield _text(printed, named)


def pictures(prints: Iterable[Printed], stories: Iterable[Article]) -> Iterator[Finding]:
    """Say which pictures tell nothing to who cannot see them; each language shows the same ones."""
    missing = max((_read(printed).without_words for printed in prints), default=0)
    if missing:
        said = ngettext(
            "%(count)s picture of the layout has no alternative text.",
            "%(count)s pictures of the layout have no alternative text.",
            missing,
        )
        yield warning(said, count=missing)
    for story in stories:
        if story.lead_picture and not story.lead_picture.alt.strip():
            said = _(
                "The picture of “%(story)s” has no alternative text: write what can be seen in it."
            )
            yield warning(said, story=story.headline)


def links(printed: Printed) -> list[str]:
    """Return which pages an issue leads to, each once, without those that differ from reader to reader."""
    pages = [link for link in _read(printed).links if link.startswith(("http://", "https://"))]
    return [link for link in dict.fromkeys(pages) if not link.startswith(blanks.ALL)]


def _size(printed, language):
    size = len(printed.html.encode())
    known = {"language": language, "size": -(-size // 1000)}
    if size <= LARGEST:
        return well(_("The issue in %(language)s has %(size)s kilobytes."), **known)
    return warning(
        _(
            "The issue in %(language)s has %(size)s kilobytes, and Gmail cuts it off after 100: take stories out."
        ),
        **known,
    )


def _text(printed, language):
    if printed.text.strip():
        return well(_("The issue in %(language)s can be read as plain text."), language=language)
    return fault(
        _("The issue in %(language)s has no plain text, which filters take for spam."),
        language=language,
    )


def _read(printed):
    reader = Reader()
    reader.feed(printed.html)
    return reader
