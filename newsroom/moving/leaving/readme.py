"""`README.txt` of an export: what is what, in words."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from newsroom.models import Masthead

_WHOLE = """\
{name}
{address}, as it was on {day}

site.wxr.xml   Stories, pages, pictures, bylines, sections, topics and comments in the format of
               WordPress's export (WXR 1.2).{several}
               What WordPress has no word for stands in facts whose names begin with newsroom_.
json/          The same and the rest in JSON: a file for each kind of thing, a line for each thing. Here
               alone are the masthead, the menus, what is pinned to the fronts, newsletters with their
               issues, and what the newsroom says to itself: notes on stories, decisions about comments,
               reports of readers. Do not hand this folder to anybody outside.
media/         The pictures and documents as they were uploaded, under the names that the other files
               give them.
redirects.csv  Addresses that lead elsewhere, and where; those without a target are gone for good.
               Another newsroom of this kind takes it alone, too: manage.py import_redirects redirects.csv
{readers}
checksums.txt  For `sha256sum -c checksums.txt`: whether every file is as it was written.

{counts}

{addresses}

Not in here: passwords, logins and sessions; links that were mailed or handed out; the earlier versions
of stories; who was mailed what, and how often stories were read. A backup of the database has these.

Drafts are drafts and stories to come are scheduled; what was withdrawn is private. Pictures to which
the rights are over are in json/ and media/ and not in the WXR: nobody may show them.

To move to WordPress: Settings - Permalinks - "Month and name" first, which lets stories have their
addresses, and the plugins Co-Authors Plus and Yoast SEO, which find their facts: without the first a
story is there by one writer alone. Then Tools - Import - WordPress, with "Download and import file
attachments". It fetches pictures from {address}/media/: let media/ stand there until it has;
and documents from this site, as readers do.

To move to another newsroom of this kind: manage.py import_site DIR
with this folder, into a site without stories. Readers get the same pages then. Comments get new numbers,
nobody gets a login or a letter, digests come turned off, and what was decided about comments stays here.
Corrections are all there, but not what they changed: that would be in the earlier versions.
{missing}"""
_WITH_ADDRESSES = """\
ADDRESSES: the mail addresses of commenters and subscribers and the network addresses of comments are in
here. Keep it as you keep the database, and delete it when it has served."""
_WITHOUT_ADDRESSES = """\
The addresses of commenters and subscribers are left out; --with-addresses takes them along."""
_READERS = {
    True: "subscribers.csv        The readers of the newsletters with the proofs of their consent.",
    False: "subscriber-counts.csv  How many readers each newsletter has.",
}


@dataclass(frozen=True)
class Export:
    """What went out: the files for WordPress, how many things of each kind, which pictures' files were not there."""

    files: list[str]
    counts: dict[str, int]
    missing: list[str]


def text(export: Export, *, with_addresses: bool) -> str:
    """Return what stands in README.txt."""
    parts = len(export.files)
    gone = "".join(f"\n  {name}" for name in export.missing)
    return _WHOLE.format(
        name=Masthead.current().name,
        address=settings.SITE_URL,
        day=date_format(timezone.localtime(), "DATETIME_FORMAT"),
        several=f" Divided into {parts} files: import all of them." if parts > 1 else "",
        readers=_READERS[with_addresses],
        counts="\n".join(f"{count:>9,} {kind}" for kind, count in export.counts.items()),
        addresses=_WITH_ADDRESSES if with_addresses else _WITHOUT_ADDRESSES,
        missing=f"\nFiles of pictures that were not where they should be:{gone}\n" if gone else "",
    )
