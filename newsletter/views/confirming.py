"""A mailbox says yes: to the lists that were asked for in the box, and to a reader who moves to it."""

from django.views.decorators.http import require_POST

from newsletter import links, readdressing, signing_up
from newsletter.models import Newsletter
from newsletter.views.mailed import mailed, page
from newsroom.press import answers


@mailed(links.CONFIRM)
def subscription_confirm(request, token):
    if request.method == "POST":
        signing_up.confirm(token)
        return answers.see_other(request.path)
    asked = signing_up.asked(token)
    context = {
        "waiting": Newsletter.objects.filter(subscriptions__in=asked.pending()),
        "confirmed": Newsletter.objects.filter(subscriptions__in=asked.confirmed()),
    }
    return page(request, "newsletter/subscription_confirm.html", context)


@mailed(links.CONFIRM)
@require_POST
def subscription_confirm_renew(request, token):
    signing_up.renew_confirmation(token)
    return page(request, "newsletter/link_renewed.html")


@mailed(links.ADDRESS)
def new_address(request, token):
    if request.method == "POST":
        return _move(request, token)
    return page(request, "newsletter/new_address.html", {"waits": readdressing.asked(token)})


def _move(request, token):
    """Lead to the preferences of the new mailbox: the links to those of before are good for nothing now."""
    reader = readdressing.confirm(token)
    if reader is None:
        return answers.see_other(request.path)
    return answers.see_other(f"{links.preferences(reader)}?done=moved")
