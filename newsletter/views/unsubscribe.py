"""Leaving by a link that works for ever."""

from django.urls import reverse
from django.views.decorators.http import require_POST

from newsletter import leaving, links
from newsletter.models import Newsletter
from newsletter.views.mailed import mailed, page
from newsroom.press import answers


@mailed(links.UNSUBSCRIBE)
def unsubscribe(request, token):
    if request.method == "POST":
        leaving.leave(token)
        return answers.left(request, on_page="on_page" in answers.fields(request))
    rows = leaving.reach(token)
    context = {
        "standing": Newsletter.objects.filter(subscriptions__in=rows.standing()),
        "left": Newsletter.objects.filter(subscriptions__in=rows.left()),
        "can_undo": rows.left_last().exists(),
        "token": token,
    }
    return page(request, "newsletter/unsubscribe.html", context)


@mailed(links.UNSUBSCRIBE)
@require_POST
def resubscribe(request, token):
    leaving.resubscribe(token)
    return answers.see_other(reverse("unsubscribe", args=[token]))
