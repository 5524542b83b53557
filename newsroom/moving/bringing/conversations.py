"""Bring the comments below stories: what is new, what the old site changed, and nothing that was decided here."""

from collections.abc import Mapping
from typing import NamedTuple

from articles.models import Article
from comments import arriving
from comments.models import Comment
from newsroom.moving.became import CHANGED, DELETED, IMPORTED, SKIPPED
from newsroom.moving.bringing import identity
from newsroom.moving.bringing.answers import Answer
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.bringing.saving import Archive, Fate
from newsroom.moving.ours import answers as ours
from newsroom.moving.reading import records

KIND = "comment"
TAKEN_BACK = "its writer took it back here"
Answered = Mapping[str, tuple[Article | None, Answer]]


class Held(NamedTuple):
    """The comments of an item that are to be brought, and which ones of it came with another item already."""

    item: records.Item
    key: int | None
    accepted: list[records.Comment]
    repeated: set[str]


class Comments:
    """How comments are known again."""

    def version(self, here: Comment) -> int:
        return fingerprint(here.name, here.email, here.website, here.body, here.status)

    def objection(self, here: Comment) -> str:
        return TAKEN_BACK if here.is_taken_back else ""


class Conversation:
    """Comments with their stories, by their ids there; answered ones come before their answers.

    A story that is None is not here yet, in a rehearsal.
    """

    def __init__(self, archive: Archive, answered: Answered):
        self.archive = archive
        self.answered = answered
        self.door = Comments()
        self.stories: set[int] = set()
        parents = {answer.parent for _, answer in answered.values() if answer.parent}
        self.moved = archive.identities.of(KIND, {*answered, *parents}) if answered else {}
        keys = [row.new_id for row in self.moved.values()]
        self.here = Comment.objects.select_related("parent", "thread").in_bulk(keys)

    def bring(self) -> dict[str, Fate]:
        """Bring what may come, and return what became of each comment."""
        fates = {old_id: self._judge(answer) for old_id, (_, answer) in self.answered.items()}
        if not self.archive.rehearsal:
            self._renew([old_id for old_id, fate in fates.items() if fate.outcome == CHANGED])
            keys = self._make([old_id for old_id in fates if old_id not in self.moved])
            fates |= {old_id: Fate(IMPORTED, key=key) for old_id, key in keys.items()}
        return fates

    def _judge(self, answer: Answer) -> Fate:
        moved = self.moved.get(answer.old_id)
        if moved is None:
            return Fate(IMPORTED)
        here = self.here.get(moved.new_id)
        if here is None:
            return Fate(SKIPPED, DELETED)
        return self.archive.judge(moved, here, answer.becomes, self.door)

    def _make(self, old_ids: list[str]) -> dict[str, int]:
        new: dict[str, Comment] = {}
        for old_id in old_ids:
            article, answer = self.answered[old_id]
            new[old_id] = comment = Comment(article=article, created_at=answer.created_at)
            _fill(comment, answer)
            parent = new.get(answer.parent) or self._known(answer.parent)
            if parent and parent.article_id == article.pk:
                comment.stand_under(parent)
        self._save(arriving.bring, new.values())
        self.archive.remember(self._row(old_id, comment) for old_id, comment in new.items())
        return {old_id: comment.pk for old_id, comment in new.items()}

    def _row(self, old_id: str, comment: Comment):
        becomes, version = self.answered[old_id][1].becomes, self.door.version(comment)
        return self.archive.identities.new(KIND, old_id, comment.pk, becomes, version)

    def _renew(self, old_ids: list[str]):
        comments = {old_id: self.here[self.moved[old_id].new_id] for old_id in old_ids}
        for old_id, comment in comments.items():
            _fill(comment, self.answered[old_id][1])
        self._save(arriving.bring_again, comments.values())
        for old_id, comment in comments.items():
            becomes, version = self.answered[old_id][1].becomes, self.door.version(comment)
            identity.sign(self.moved[old_id], becomes, version).save()

    def _save(self, verb, comments):
        if comments:
            verb(*comments)
        self.stories |= {comment.article_id for comment in comments}

    def _known(self, old_id: str) -> Comment | None:
        """Return what came along before, where it is still here."""
        moved = self.moved.get(old_id)
        return self.here.get(moved.new_id) if moved else None


def _fill(comment: Comment, answer: Answer):
    comment.name, comment.email = answer.name, answer.email
    comment.website, comment.body = answer.website, answer.body
    Status = Comment.Status  # noqa: N806 - a class
    comment.status = Status.PENDING if answer.is_waiting else Status.VISIBLE
    ours.fill(comment, answer.ours)
