"""Pages beside the queue, about one comment: what they show of it, and the way back to the same list."""

from urllib.parse import urlsplit

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from comments.admin.deeds import seen_of


def show(room, request, template, comment, form, **context):
    """Show a page about a comment, with a form that keeps what stood there and where one came from."""
    context |= {
        **room.admin_site.each_context(request),
        "opts": room.opts,
        "comment": comment,
        # Who mends a field has seen what was there before; who was told of a colleague's decision has seen that.
        "seen": request.POST.get("seen") if form.errors else seen_of(comment),
        "form": form,
        "list": request.POST.get("list", _list_before(request)),
    }
    return TemplateResponse(request, template, context)


def back(request):
    """Go back to the list from which the page was opened."""
    return HttpResponseRedirect(f"{_queue()}?{request.POST.get('list', '')}")


def _queue():
    return reverse("admin:comments_comment_changelist")


def _list_before(request):
    """Return what the queue was cut down to when the page was opened there."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.query if before.path == _queue() else ""
