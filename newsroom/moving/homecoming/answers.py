"""Answers of the paper's own keep their mark: not by a name or an archive, but because an operator brings them."""

from collections.abc import Iterator
from itertools import islice

from comments import arriving
from comments.models import Comment
from newsroom.moving.became import IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.bringing.report import Entry
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.homecoming.export import Export

KIND = "answer of the paper"
AT_ONCE = 200
NOT_HERE = "the comment is not here"


def mark(export: Export, archive: Archive) -> Iterator[Entry]:
    """Let what answered for the paper there do so here, and yield what became of each."""
    said = (each for each in export.things("comments") if _spoke_for_paper(each))
    while some := list(islice(said, AT_ONCE)):
        yield from _mark(some, archive)


def _spoke_for_paper(said) -> bool:
    return bool(said["by_staff"]) or said.get("came_from_staff") is True


def _mark(some, archive):
    moved = archive.identities.of("comment", [str(each["id"]) for each in some])
    here = Comment.objects.in_bulk([row.new_id for row in moved.values()])
    found = {old_id: here.get(row.new_id) for old_id, row in moved.items()}
    new = [each for each in found.values() if each and not each.speaks_for_paper]
    if new and not archive.rehearsal:
        arriving.let_speak(*new)
    for each in some:
        yield _entry(each, found.get(str(each["id"])), new, archive.rehearsal)


def _entry(said, comment, new, is_rehearsal) -> Entry:
    old_id, title = str(said["id"]), said["name"]
    if comment is None and not is_rehearsal:
        return Entry(KIND, old_id, title, SKIPPED, NOT_HERE)
    outcome = IMPORTED if comment is None or comment in new else UNCHANGED
    return Entry(KIND, old_id, title, outcome, here=("comment", comment.pk) if comment else None)
