"""A writer answers a decision whose reason was mailed."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import objecting
from comments.forms import ObjectionForm
from newsroom.models import Masthead
from newsroom.press import answers, pages, tokens
from newsroom.press.printing import show


@pages.private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment_objection(request, token):
    """Take the one answer; the mailed link is all the protection, and no other page learns it."""
    response = _answer(request, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _answer(request, token):
    try:
        decision = objecting.find(token)
    except tokens.Expired:
        language = Masthead.current().language
        return show(request, "comments/comment_objection_expired.html", language, status=410)
    except tokens.Bad as error:
        raise Http404("No link of ours.") from error
    if decision is None:
        raise Http404("The decision is gone.")
    with override(decision.comment.article.language):
        return _take(request, token, decision)


def _take(request, token, decision):
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        objecting.object_to(decision, form.cleaned_data["words"])
        return answers.see_other(reverse("comment_objection", args=[token]))
    comment = decision.comment
    context = {"decision": decision, "comment": comment, "article": comment.article}
    context |= {"form": form, "said": getattr(decision, "objection", None)}
    language, status = comment.article.language, 422 if form.is_bound else 200
    return show(request, "comments/comment_objection.html", language, context, status=status)
