"""The links by which a moderator decides from a mail: each its receiver's, about one comment, for some days."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from comments import moderation
from comments.models import Comment
from comments.moderation import Act, Seen
from comments.permissions import may_moderate
from newsroom.models import User
from newsroom.press import tokens
from newsroom.press.links import absolute

DECIDE, SWITCH = "comments.decide", "comments.waiting"
WORKS = timedelta(days=3)
BOUND = 16  # letters of what a new password changes


@dataclass
class Invitation:
    """Who may decide about which comment, what stood at it when they were told, and until when."""

    user: User
    comment: Comment | None
    seen: Seen
    ends: datetime

    @property
    def is_over(self) -> bool:
        return self.ends <= timezone.now()

    def decide(self, status: Comment.Status) -> Act | None:
        """Decide as the one who was invited; what somebody decided since the mail stays."""
        if self.comment is None or self.is_over:
            return None
        seen = {self.comment.pk: self.seen}
        return moderation.decide([self.comment], status, by=self.user, seen=seen)


def to_decide(user: User, comment: Comment) -> str:
    """Return the address at which this moderator decides about the comment as it stands now."""
    standing = (comment.decisions.all(), comment.reports.all())
    seen = Seen(*(max((each.pk for each in rows), default=0) for rows in standing))
    ends = int((timezone.now() + WORKS).timestamp())
    value = [user.pk, _bond(user), comment.pk, *seen, ends]
    return absolute(reverse("comment_decide", args=[tokens.sign(DECIDE, value)]))


def to_switch(user: User) -> str:
    """Return the address at which this moderator switches the mails off and on; it ends with their password."""
    value = [user.pk, _bond(user)]
    return absolute(reverse("comments_waiting", args=[tokens.sign(SWITCH, value)]))


def find(token: str) -> Invitation | None:
    """Return what a link invites to, None for who may not moderate any more; raises `tokens.Bad`."""
    pk, bond, comment, decision, report, ends = tokens.read(DECIDE, token, max_age=None)
    user = _still_may(pk, bond)
    if user is None:
        return None
    found = Comment.objects.select_related("article").filter(pk=comment).first()
    return Invitation(user, found, Seen(decision, report), datetime.fromtimestamp(ends, UTC))


def find_receiver(token: str) -> User | None:
    """Return whose mails a link switches, None for who may not moderate any more; raises `tokens.Bad`."""
    return _still_may(*tokens.read(SWITCH, token, max_age=None))


def _still_may(pk, bond):
    user = User.objects.filter(pk=pk).first()
    if user is None or user.must_change_password or not may_moderate(user):
        return None
    return user if constant_time_compare(bond, _bond(user)) else None


def _bond(user):
    # What a session is bound to: a new password, or logging out everywhere, ends the links that are out.
    return user.get_session_auth_hash()[:BOUND]
