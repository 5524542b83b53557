"""What is done to comments from the queue: to one in its row, to many that are ticked; and taken back."""

import re
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments import bans, moderation
from comments.models import Ban, Comment
from comments.moderation import Seen
from comments.permissions import may_block, may_moderate

Status = Comment.Status
DEEDS = ("approve", "reject", "spam", "trash", "hold")
SEEN = re.compile(r"([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,18})")
MOST_TOLD = 5  # comments about which colleagues were quicker, each told in a line


class Deeds:
    """The part of the queue that decides; `moderation` does it and keeps it."""

    @admin.action(description=gettext_lazy("Approve"), permissions=["moderate"])
    def approve(self, request, comments):
        self._decide(request, comments, Status.VISIBLE)

    @admin.action(description=gettext_lazy("Reject"), permissions=["moderate"])
    def reject(self, request, comments):
        self._decide(request, comments, Status.REJECTED)

    @admin.action(description=gettext_lazy("Spam"), permissions=["moderate"])
    def spam(self, request, comments):
        self._decide(request, comments, Status.SPAM)

    @admin.action(description=gettext_lazy("Trash"), permissions=["moderate"])
    def trash(self, request, comments):
        self._decide(request, comments, Status.TRASH)

    @admin.action(description=gettext_lazy("Let it wait"), permissions=["moderate"])
    def hold(self, request, comments):
        self._decide(request, comments, Status.PENDING)

    @admin.action(description=gettext_lazy("Spam, and block the addresses"), permissions=["block"])
    def block_addresses(self, request, comments):
        act, count = bans.block_addresses(comments, by=request.user, seen=seen_in(request))
        if act.changed or count:
            blocked = ngettext("%d address is blocked.", "%d addresses are blocked.", count) % count
            said = f"{said_of(Status.SPAM, len(act.changed))} {blocked}"
            messages.success(request, with_undo(act, said))
        tell_what_others_decided(request, act)

    def keep(self, request, comments):
        self._decide(request, comments, None)

    def has_moderate_permission(self, request):
        return may_moderate(request.user)

    def has_block_permission(self, request):
        return may_block(request.user)

    def do(self, request) -> bool:
        """Do what a button in a row or in a message asks for, and say whether one did."""
        pressed = {name: value for name, value in request.POST.items() if name.startswith("_")}
        name = next(
            (each for each in ("undo", "block", "keep", *DEEDS) if f"_{each}" in pressed), None
        )
        if name is None:
            return False
        if not may_moderate(request.user):
            raise PermissionDenied
        self._press(request, name, pressed[f"_{name}"])
        return True

    def _press(self, request, name, value):
        if name == "undo":
            return self._undo(request, value)
        if name == "block":
            return self._block(request, *value.partition("-")[::2])
        return getattr(self, name)(request, _of_row(value))

    def _block(self, request, kind, pk):
        comment = _of_row(pk).first()
        if comment is None or kind not in Ban.Kind.values:
            return
        if not may_block(request.user):
            raise PermissionDenied
        act, ban = bans.block(comment, Ban.Kind(kind), by=request.user, seen=seen_in(request))
        if ban:
            said = _("The comment is spam, and so is what %(sender)s sends from now on.")
            messages.success(request, with_undo(act, said % {"sender": ban.value}))
        tell_what_others_decided(request, act)

    def _decide(self, request, comments, status):
        act = moderation.decide(comments, status, by=request.user, seen=seen_in(request))
        if act.changed:
            messages.success(request, with_undo(act, said_of(status, len(act.changed))))
        tell_what_others_decided(request, act)

    def _undo(self, request, key):
        try:
            act = moderation.undo(UUID(key), by=request.user)
        except ValueError:
            return
        count = len(act.changed)
        said = ngettext("%d decision taken back.", "%d decisions taken back.", count) % count
        if act.changed:
            messages.success(request, with_undo(act, said))
        if act.lifted:
            senders = ", ".join(ban.value for ban in act.lifted)
            messages.success(request, _("No longer blocked: %(sender)s") % {"sender": senders})
        tell_what_others_decided(request, act)


def _of_row(pk):
    return Comment.objects.filter(pk=pk if pk.isdecimal() else None)


def seen_in(request):
    """Return which decision and which report stood at each comment on the page that was sent."""
    found = (SEEN.fullmatch(each) for each in request.POST.getlist("seen"))
    return {int(each[1]): Seen(int(each[2]), int(each[3])) for each in found if each}


def seen_of(comment):
    """Return what a page says of the decision and the report that stand at a comment."""
    newest, reports = next(iter(comment.decisions.all()), None), comment.reports.all()
    last = max((report.pk for report in reports), default=0)
    return f"{comment.pk}-{newest.pk if newest else 0}-{last}"


def said_of(status, count):
    """Return what was done with so many comments."""
    said = {
        None: ngettext("%d comment stays as it is.", "%d comments stay as they are.", count),
        Status.VISIBLE: ngettext("%d comment approved.", "%d comments approved.", count),
        Status.REJECTED: ngettext("%d comment rejected.", "%d comments rejected.", count),
        Status.SPAM: ngettext("%d comment is spam.", "%d comments are spam.", count),
        Status.TRASH: ngettext(
            "%d comment is in the trash.", "%d comments are in the trash.", count
        ),
        Status.PENDING: ngettext("%d comment waits again.", "%d comments wait again.", count),
    }
    return said[status] % count


def with_undo(act, said):
    # The button belongs to the form of the list, which carries what a post needs.
    button = '{} <button class="undo" form="changelist-form" name="_undo" value="{}">{}</button>'
    return format_html(button, said, act.key, _("Undo"))


def tell_what_others_decided(request, act):
    for decision in act.overtaken[:MOST_TOLD]:
        words = {
            "who": decision.who,
            "name": decision.comment.name,
            "state": decision.get_after_display(),
        }
        said = _("%(who)s was quicker: the comment by %(name)s is %(state)s now, and stays so.")
        messages.warning(request, said % words)
    more = len(act.overtaken) - MOST_TOLD
    if more > 0:
        said = ngettext("So it is with %d comment more.", "So it is with %d comments more.", more)
        messages.warning(request, said % more)
