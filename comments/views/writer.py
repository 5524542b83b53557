"""What somebody does with their own comments: asks for a link to be mailed, and what it opens."""

from functools import wraps
from math import ceil

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import editing, erasing, holdings, notices, screening, withdrawing, writers
from comments.forms import EditForm, LinkForm
from newsroom.models import Language, Masthead
from newsroom.press import answers, limits, origin, pages, tokens
from newsroom.press.printing import show

HOUR = 3600
MOST_EDITS = 30  # of one address in an hour
COMMENTS_A_PAGE = 50

REFUSALS = {
    editing.TooLate: _(
        "This comment cannot be changed any more: the time for that is over, or an editor has "
        "decided about it. It is as it was."
    ),
    editing.SaidBefore: _(
        "You have said the same here before. Say something else, or leave the comment as it is."
    ),
    screening.Refused: _("Comments are closed."),
}


def mailed(view):
    """Make a page for whoever holds a link that we mailed: the view gets its writer instead of the token.

    The link is all the protection: no cache keeps the page, and no other page learns its address.
    """

    @pages.private
    @csrf_exempt
    @wraps(view)
    def page(request, token, **arguments):
        try:
            writer = writers.find(token)
        except tokens.Expired:
            response = _page(request, "comments/writer_expired.html", status=410)
        except tokens.Bad as error:
            raise Http404("No link of ours.") from error
        else:
            request.token = token
            response = _answer(view, request, writer, arguments)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return page


@pages.shared("language")
def writer_link(request):
    with translation.override(_language(request.GET)):
        return _page(request, "comments/writer_link.html", {"form": LinkForm()})


@pages.private
@origin.ours_only
def writer_link_send(request):
    if request.method != "POST":
        return redirect("writer_link")
    with translation.override(_language(request.POST)):
        return _send(request, LinkForm(request.POST))


@mailed
@require_safe
def writer_page(request, writer):
    shown = Paginator(holdings.comments_of(writer), COMMENTS_A_PAGE)
    context = {
        "writer": writer,
        "token": request.token,
        "comments": _with_ends(shown.get_page(request.GET.get("page"))),
        "is_blocked": writers.bans_of(writer.email).exists(),
        "gets_notices": notices.followed(writer).exists(),
        "done": request.GET.get("done", ""),
    }
    return _page(request, "comments/writer_page.html", context)


@mailed
@require_safe
def writer_data(request, writer):
    answer = JsonResponse(holdings.everything(writer), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="comments.json"'
    return answer


@mailed
@require_http_methods(["GET", "HEAD", "POST"])
def writer_edit(request, writer, pk):
    comment = get_object_or_404(holdings.comments_of(writer), pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = EditForm(sent, initial={"body": comment.body})
    if request.method != "POST" and not editing.may_be_edited(comment):
        return redirect("writer_page", request.token)
    if not form.is_valid():
        return _show_edit(request, comment, form, status=422 if form.is_bound else 200)
    return _edit(request, writer, comment, form)


@mailed
@require_POST
def writer_withdraw(request, writer, pk):
    withdrawing.withdraw(get_object_or_404(holdings.comments_of(writer), pk=pk))
    writer.confirm()
    return back(request, "withdrawn")


@mailed
@require_http_methods(["GET", "HEAD", "POST"])
def writer_erase(request, writer):
    if request.method == "POST":
        erasing.erase(writer)
        return answers.see_other(_in_language("writer_erased"))
    is_blocked = writers.bans_of(writer.email).exists()
    context = {"writer": writer, "token": request.token, "is_blocked": is_blocked}
    return _page(request, "comments/writer_erase.html", context)


@mailed
@require_POST
def writer_quiet(request, writer):
    notices.stop(writer)
    writer.confirm()
    return back(request, "quiet")


@pages.shared("language")
def writer_erased(request):
    with translation.override(_language(request.GET)):
        return _page(request, "comments/writer_erased.html")


@mailed
@require_POST
def writer_confirm(request, writer):
    writer.confirm()
    return back(request, "confirmed")


def back(request, done):
    """Lead back to the page of one's comments, which says what was done."""
    address = reverse("writer_page", args=[request.token])
    return answers.see_other(f"{address}?done={done}")


def _with_ends(comments):
    """Say of each comment until when it may be changed, if it may."""
    for comment in comments:
        comment.changes_until = editing.may_be_edited(comment) and editing.ends(comment)
    return comments


def _edit(request, writer, comment, form):
    wait = limits.hit(writers.CHANGED, writer.email, most=MOST_EDITS, seconds=HOUR)
    if wait:
        form.add_error(None, _too_often(wait))
        return answers.too_fast(_show_edit(request, comment, form), wait)
    try:
        comment = editing.edit(comment, form.cleaned_data["body"])
    except tuple(REFUSALS) as refusal:
        form.add_error(None, REFUSALS[type(refusal)])
        return _show_edit(request, comment, form, status=422)
    writer.confirm()
    return back(request, "edited" if comment.is_visible else "edited-waits")


def _show_edit(request, comment, form, status=200):
    context = {"comment": comment, "form": form, "token": request.token}
    return _page(request, "comments/writer_edit.html", context, status)


def _answer(view, request, writer, arguments):
    if writer is None:
        return answers.see_other(reverse("writer_erased"))
    with translation.override(writer.language):
        return view(request, writer, **arguments)


def _send(request, form):
    """Answer the same to every address: whether somebody wrote from it is nobody else's business."""
    if not form.is_valid():
        return _page(request, "comments/writer_link.html", {"form": form}, status=422)
    email = form.cleaned_data["email"]
    source, language = limits.client_address(request), translation.get_language()
    wait = writers.ask(email, language=language, source=source)
    if wait:
        return _too_fast(request, form, wait)
    # No redirect: the address would have to stand in a URL, and so in logs and histories.
    return _page(request, "comments/writer_link_sent.html", {"email": email})


def _too_fast(request, form, seconds):
    form.add_error(None, _too_often(seconds))
    response = _page(request, "comments/writer_link.html", {"form": form})
    return answers.too_fast(response, seconds)


def _too_often(seconds):
    minutes = ceil(seconds / 60)
    message = ngettext(
        "That was too often. Wait %(minutes)s minute and send it again.",
        "That was too often. Wait %(minutes)s minutes and send it again.",
        minutes,
    )
    return message % {"minutes": minutes}


def _in_language(name):
    """Return the address of a page that is the same for everyone, in the language that is spoken now."""
    spoken = translation.get_language()
    address = reverse(name)
    return address if spoken == Masthead.current().language else f"{address}?language={spoken}"


def _language(data):
    named = data.get("language")
    return named if named in Language.values else Masthead.current().language


def _page(request, template, context=None, status=200):
    return show(request, template, translation.get_language(), context, status=status)
