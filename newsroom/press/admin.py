"""Letters at the desk, for whoever runs the site: what left, what waits, what failed and why."""

from django.contrib import admin
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from newsroom.press.desk import ReadOnly
from newsroom.press.longlist import LongList, SeenLately
from newsroom.press.mail import IN_DOUBT
from newsroom.press.models import Letter


@admin.register(Letter)
class LetterAdmin(ReadOnly, LongList):
    """Letters without what they say: that holds links which open things in their reader's name."""

    list_display = ("created_at", "to", "template", "status", "attempts", "due_at", "wrong")
    list_filter = ("status", ("template", SeenLately))
    search_fields = ("to",)
    search_help_text = _("A whole address among all letters, or a part of one in the newest 3,000.")
    found_by_value = ("to",)
    ordering = ("-pk",)
    fields = (
        *("to", "template", "language", "status", "attempts"),
        *("created_at", "due_at", "claimed_at", "sent_at", "wrong"),
    )
    readonly_fields = ("wrong",)
    actions = ("try_again",)

    @admin.display(description=_("error"))
    def wrong(self, letter):
        """Say our own words in the colleague's language, and a mail server's as they came."""
        return letter.error.replace(IN_DOUBT, gettext(IN_DOUBT), 1)

    def has_retry_permission(self, request):
        return request.user.has_perm("press.change_letter")

    @admin.action(description=_("Try failed letters again"), permissions=["retry"])
    def try_again(self, request, letters):
        failed = list(letters.filter(status=Letter.Status.FAILED))
        for letter in failed:
            letter.try_again()
        said = ngettext(
            "%d letter goes out within a minute.", "%d letters go out within a minute.", len(failed)
        )
        self.message_user(request, said % len(failed))
