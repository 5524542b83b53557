"""What colleagues said to each other about stories: their names come along in words, not as logins."""

from collections.abc import Iterator

from django.utils import timezone

from articles.models import Article, Note
from newsroom.moving.became import IMPORTED, SKIPPED, UNCHANGED
from newsroom.moving.bringing.report import Entry
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.homecoming.export import Export
from newsroom.moving.leaving import numbers
from newsroom.moving.ours import facts

KIND = "note"
NOT_HERE = "its story is not here"


def bring(export: Export, archive: Archive) -> Iterator[Entry]:
    """Leave on each story the notes that it had there, once, and yield what became of each."""
    for story in export.things("stories"):
        # The first that was written is the first here, too.
        for said in story["notes"][::-1]:
            outcome, why = _bring(archive, story, said)
            yield Entry(KIND, str(said["id"]), story["headline"], outcome, why)


def _bring(archive, story, said) -> tuple[str, str]:
    if archive.identities.find(KIND, str(said["id"])):
        return UNCHANGED, ""
    if archive.rehearsal:
        return IMPORTED, ""
    article = archive.key_of("post", str(numbers.of_post(Article, story["id"])))
    if article is None:
        return SKIPPED, NOT_HERE
    note = _note(article, said)
    note.save()
    archive.remember([archive.identities.new(KIND, str(said["id"]), note.pk, (note.text,), None)])
    return IMPORTED, ""


def _note(article, said) -> Note:
    note = Note(article_id=article, written_at=facts.moment(said["written_at"]) or timezone.now())
    text = f"{said['by']}: {said['text']}" if said["by"] else said["text"]
    facts.take(note, "text", text[: note._meta.get_field("text").max_length])
    return note
