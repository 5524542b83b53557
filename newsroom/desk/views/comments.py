"""Whether a moderator wants mail about what waits."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.generic import View

from comments import waiting
from comments.permissions import may_moderate


class ChooseCommentMail(View):
    """Remember whether one's own mails about waiting comments are wanted."""

    http_method_names = ["post"]

    def post(self, request):
        if not may_moderate(request.user):
            raise PermissionDenied
        waiting.want_mail(request.user, "on" in request.POST)
        return redirect("mfa_index")
