"""Records to which an archive gives one id though they say different things: none of their words is lost."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _

from newsroom.models import Moved, Original
from newsroom.moving.bringing import objections
from newsroom.moving.bringing.identity import Identities
from newsroom.moving.reading import contents
from newsroom.moving.reading.contents import Content
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Comment, Item, Record

TWIN = "another item has the same id"
OUT = ("publish", "future")
KINDS = ("post", "page", "comment")  # whose ids are their identities here


def notes(item: Item) -> Counter[tuple[str, str]]:
    """Return what is said of an item that shares its id with another."""
    named = f"{contents.bare(item.old_id)} in line {item.line}"
    return Counter({(TWIN, named): 1} if contents.is_marked(item.old_id) else {})


def remarks(item: Item) -> list[str]:
    """Return what colleagues are told about a story that shares its id with another."""
    if not contents.is_marked(item.old_id):
        return []
    said = _("The old site has two texts with the number %(id)s; this one is in line %(line)d.")
    if contents.is_version(item.old_id):
        said = _("This is another version of the old site's text %(id)s; it is in line %(line)d.")
    return [said % {"id": contents.bare(item.old_id), "line": item.line}]


class Twins:
    """The records of one archive that share an id, with those that an earlier run brought under ids of their own."""

    def __init__(self, index: Index, identities: Identities):
        self.index = index
        self.identities = identities
        marked = Moved.objects.filter(
            source=identities.source, kind__in=KINDS, old_id__contains=contents.MARK
        )
        rows = marked.values_list("kind", "old_id").iterator()
        self._known = {(kind, contents.bare(old_id)) for kind, old_id in rows}

    def told_apart(self, record: Record) -> Record:
        """Return a record as it is, or under an id of its own where another one has that which it says.

        What shares its address with the other as well is a version of it, and no reader gets both.
        """
        if not isinstance(record, Item):
            return record
        if record.comments:
            record = replace(record, comments=self._comments(record.comments))
        if record.kind not in objections.BROUGHT:
            return record
        old_id = self.identity(record.kind, record.old_id, contents.of_item(record))
        if old_id == record.old_id:
            return record
        is_second = contents.is_version(old_id) and record.status in OUT
        return replace(record, old_id=old_id, status="draft" if is_second else record.status)

    def identity(self, kind: str, old_id: str, content: Content) -> str:
        """Return the id by which a record is known here: the old site's for one of those that share it."""
        found = self.index.contents(kind, old_id)
        if len(found) < 2 and (kind, old_id) not in self._known:
            return old_id
        bearer = self._bearer(kind, old_id, found) if kind in KINDS else found[0]
        if bearer and bearer.words == content.words:
            return old_id
        if kind not in KINDS:
            return contents.of_file(old_id, content)
        return contents.marked(old_id, content, found)

    def _bearer(self, kind: str, old_id: str, found: list[Content]) -> Content | None:
        """Return which of these has the id itself: what had it before, or else the first without one of its own."""
        names = {contents.marked(old_id, each, found): each for each in found}
        moved = self.identities.of(kind, [old_id, *names])
        free = [each for name, each in names.items() if name not in moved]
        if len(free) > 1 and old_id in moved:
            markup = Original.objects.filter(moved=moved[old_id]).values_list("markup", flat=True)
            body = contents.of_markup("".join(markup))
            free = [each for each in free if each.body == body] or free
        return free[0] if free else None

    def _comments(self, comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
        """Return comments under their ids here, each still below the one of its item that it answers."""
        names: dict[str, str] = {}
        own = [
            self.identity("comment", each.old_id, contents.of_comment(each)) for each in comments
        ]
        for comment, old_id in zip(comments, own, strict=True):
            names.setdefault(comment.old_id, old_id)
        if own == [each.old_id for each in comments]:
            return comments
        return tuple(
            replace(each, old_id=old_id, parent=names.get(each.parent, each.parent))
            for each, old_id in zip(comments, own, strict=True)
        )
