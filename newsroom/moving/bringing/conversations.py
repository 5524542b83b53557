"""Bring the comments below a story: what is new, what the old site changed, and nothing that was decided here."""

from collections.abc import Iterable

from articles.models import Article
from comments import arriving
from comments.models import Comment
from newsroom.moving.bringing import identity
from newsroom.moving.bringing.answers import Answer
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.bringing.ours import answers as ours
from newsroom.moving.bringing.report import CHANGED, IMPORTED, SKIPPED
from newsroom.moving.bringing.saving import DELETED, Archive, Fate

KIND = "comment"
TAKEN_BACK = "its writer took it back here"


class Comments:
    """How comments are known again."""

    def version(self, here: Comment) -> int:
        return fingerprint(here.name, here.email, here.website, here.body, here.status)

    def objection(self, here: Comment) -> str:
        return TAKEN_BACK if here.is_taken_back else ""


class Conversation:
    """The comments below one story; answered ones come before their answers."""

    def __init__(self, archive: Archive, article: Article | None, answers: Iterable[Answer]):
        self.archive = archive
        self.article = article  # None in a rehearsal, of a story that is not here yet
        self.answers = {answer.old_id: answer for answer in answers}
        self.door = Comments()
        parents = (answer.parent for answer in self.answers.values() if answer.parent)
        self.moved = archive.identities.of(KIND, {*self.answers, *parents})
        keys = [row.new_id for row in self.moved.values()]
        self.here = Comment.objects.select_related("parent", "thread").in_bulk(keys)

    def bring(self) -> dict[str, Fate]:
        """Bring what may come, and return what became of each comment, by its id there."""
        fates = {old_id: self._judge(answer) for old_id, answer in self.answers.items()}
        if not self.archive.rehearsal:
            self._renew([old_id for old_id, fate in fates.items() if fate.outcome == CHANGED])
            keys = self._make(
                [old_id for old_id, fate in fates.items() if not self.moved.get(old_id)]
            )
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
            answer = self.answers[old_id]
            new[old_id] = comment = Comment(article=self.article, created_at=answer.created_at)
            _fill(comment, answer)
            if answered := new.get(answer.parent) or self._known(answer.parent):
                comment.stand_under(answered)
        if new:
            arriving.bring(*new.values())
        self.archive.remember(
            self.archive.identities.new(
                KIND, old_id, comment.pk, self.answers[old_id].becomes, self.door.version(comment)
            )
            for old_id, comment in new.items()
        )
        return {old_id: comment.pk for old_id, comment in new.items()}

    def _renew(self, old_ids: list[str]):
        comments = {old_id: self.here[self.moved[old_id].new_id] for old_id in old_ids}
        for old_id, comment in comments.items():
            _fill(comment, self.answers[old_id])
        if comments:
            arriving.bring_again(*comments.values())
        for old_id, comment in comments.items():
            becomes, version = self.answers[old_id].becomes, self.door.version(comment)
            identity.sign(self.moved[old_id], becomes, version).save()

    def _known(self, old_id: str) -> Comment | None:
        """Return what an answer answers, where that stands below the same story."""
        moved = self.moved.get(old_id)
        here = self.here.get(moved.new_id) if moved else None
        return here if here and self.article and here.article_id == self.article.pk else None


def _fill(comment: Comment, answer: Answer):
    comment.name, comment.email = answer.name, answer.email
    comment.website, comment.body = answer.website, answer.body
    Status = Comment.Status  # noqa: N806 - a class
    comment.status = Status.PENDING if answer.is_waiting else Status.VISIBLE
    ours.fill(comment, answer.ours)
