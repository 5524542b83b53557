"""Choosing the language of the desk."""

from django.shortcuts import redirect
from django.views.generic import View

from newsroom.models import User


class ChooseLanguage(View):
    """Remember the language that was chosen; anything else means the browser's."""

    http_method_names = ["post"]

    def post(self, request):
        asked = request.POST.get("language", "")
        request.user.desk_language = asked if asked in User.DeskLanguage.values else ""
        request.user.save(update_fields=["desk_language"])
        return redirect("mfa_index")
