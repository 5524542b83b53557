"""The pages behind the links in notices: a yes to them, and a stop. Reading one changes nothing, its button does."""

from functools import wraps

from django.http import Http404
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import notices
from newsroom.models import Masthead
from newsroom.press import answers, pages, tokens
from newsroom.press.printing import show


def mailed(view):
    """Make a page for whoever holds a link of ours; the link itself is all its protection."""

    @pages.private
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request, token):
        try:
            response = view(request, token)
        except tokens.Expired:
            language = Masthead.current().language
            response = show(request, "comments/writer_expired.html", language, status=410)
        except tokens.Bad as error:
            raise Http404("No link of ours.") from error
        response["Referrer-Policy"] = "no-referrer"
        return response

    return page


@mailed
def notices_confirm(request, token):
    writer = notices.asked(token)
    if writer and request.method == "POST":
        writer.confirm()
        return answers.see_other(request.path)
    return _page(request, "comments/notices_confirm.html", writer, {})


@mailed
def notices_stop(request, token):
    writer, thread = notices.reach(token)
    if request.method == "POST":
        fields = answers.fields(request)
        if writer:
            notices.stop(writer, None if "all" in fields else thread)
        return answers.left(request, on_page=bool(fields & {"on_page", "all"}))
    context = {
        "here": bool(writer) and notices.followed(writer, thread).exists(),
        "anywhere": bool(writer) and notices.followed(writer).exists(),
    }
    return _page(request, "comments/notices_stop.html", writer, context)


def _page(request, template, writer, context):
    language = writer.language if writer else Masthead.current().language
    with translation.override(language):
        return show(request, template, language, {"writer": writer} | context)
