"""What readers ask of the comments, and how they answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from articles import reading
from articles.views.article import removed, show_story
from comments import held, reporting, screening, threads
from comments.forms import CommentForm, ReportForm
from comments.models import Comment
from newsroom.models import Masthead
from newsroom.press import answers, bodies, limits, origin, pages, proxies
from newsroom.press.printing import show


@pages.private
@origin.ours_only
def comment_create(request, year, month, slug):
    """Take a reader's comment; what cannot be taken comes back with everything that was typed."""
    article = _story(slug)
    if request.method != "POST":
        return redirect(article)
    with override(article.language):
        if request.POST.keys() - CommentForm.base_fields.keys():
            return _refuse_unknown()
        form = CommentForm(article, request.POST)
        if not form.is_valid():
            return _again(request, form)
        return _receive(request, form)


@pages.shared
def comment_page(request, year, month, slug, number):
    article = reading.story(slug)
    if article is None:
        return removed(request, slug)
    address = threads.page_url(article, number)
    if request.path != address:
        return redirect(address, permanent=True)
    thread = threads.load(article, number)
    if not thread.comments:
        raise Http404("The thread has no such page.")
    context = {"article": article, "thread": thread}
    return show(request, "comments/comment_page.html", article.language, context)


@pages.shared
def comment_detail(request, pk):
    comments = Comment.objects.shown().select_related("article")
    return redirect(threads.place(get_object_or_404(comments, pk=pk)))


@pages.shared
def comment_reply(request, pk):
    comments = Comment.objects.visible().select_related("article")
    comment = get_object_or_404(comments, pk=pk)
    return _show_reply(request, CommentForm(comment.article, answered=comment))


@pages.shared
def comment_report(request, pk):
    comment = get_object_or_404(_reportable(), pk=pk)
    return _show_report(request, comment, ReportForm())


@pages.private
@origin.ours_only
def report_create(request, pk):
    """Take what a reader says against a comment; of one that is not to be read the answer says no more than that."""
    if request.method != "POST":
        return redirect("comment_report", pk)
    comment = _reportable().filter(pk=pk).first()
    form = ReportForm(request.POST)
    if comment is None:
        language = Masthead.current().language
        return show(request, "comments/comment_gone.html", language, status=404)
    with override(comment.article.language):
        if not form.is_valid():
            return _show_report(request, comment, form, status=422)
        return _report(request, comment, form)


@pages.shared
def comment_reported(request, pk):
    comment = get_object_or_404(_reportable(), pk=pk)
    context = {"comment": comment, "article": comment.article}
    return show(request, "comments/comment_reported.html", comment.article.language, context)


@pages.private
def comment_held(request, token):
    comment = held.find(token)
    if not comment:
        raise Http404("No comment of ours has this address.")
    if Comment.objects.visible().filter(pk=comment.pk).exists():
        return redirect(threads.place(comment))
    context = {"comment": comment, "words_are_shown": held.words_are_shown(comment)}
    return show(request, "comments/comment_held.html", comment.article.language, context)


def _story(slug):
    article = reading.story(slug)
    if article is None:
        raise Http404("No story has this slug.")
    return article


def _reportable():
    return Comment.objects.visible().select_related("article")


def _report(request, comment, form):
    source = limits.client_address(request)
    seconds = reporting.report(comment, source=source, **form.cleaned_data)
    if not seconds:
        return answers.see_other(reverse("comment_reported", args=[comment.pk]))
    minutes = -(-seconds // 60)
    message = ngettext(
        "These are many reports at once. Wait %(minutes)s minute and send this one again.",
        "These are many reports at once. Wait %(minutes)s minutes and send this one again.",
        minutes,
    )
    form.add_error(None, message % {"minutes": minutes})
    return answers.too_fast(_show_report(request, comment, form), seconds)


def _show_report(request, comment, form, status=200):
    context = {"article": comment.article, "comment": comment, "form": form}
    language = comment.article.language
    return show(request, "comments/comment_report.html", language, context, status=status)


def _refuse_unknown():
    """Answer what no form of ours can have sent, such as a `status`."""
    said = gettext(
        "This holds something that our form does not ask for. Go back and send it again."
    )
    return bodies.refuse(said, 400)


def _receive(request, form):
    comment = form.comment(limits.client_address(request))
    arrival = screening.Arrival(
        trapped=bool(form.cleaned_data["subject"]),
        origin_known=not request.origin_unknown,
        browser=request.headers.get("User-Agent", ""),
    )
    try:
        comment = screening.receive(comment, arrival)
    except screening.Refused:
        form.say_closed()
        return _again(request, form)
    except screening.TooFast as refusal:
        return _too_fast(request, form, refusal.seconds)
    return answers.see_other(_address(comment))


def _address(comment):
    if comment.is_visible:
        return proxies.past(threads.place(comment))
    return reverse("comment_held", args=[held.token(comment)])


def _too_fast(request, form, seconds):
    message = ngettext(
        "You are faster than we can read. Wait %(seconds)s second and post again.",
        "You are faster than we can read. Wait %(seconds)s seconds and post again.",
        seconds,
    )
    form.add_error(None, message % {"seconds": seconds})
    return answers.too_fast(_again(request, form), seconds)


def _again(request, form, status=422):
    """Show the form where it stood, with what was typed and what is wrong with it."""
    if form.answered:
        return _show_reply(request, form, status)
    return show_story(request, form.article, status=status, comment_form=form)


def _show_reply(request, form, status=200):
    context = {"article": form.article, "comment": form.answered, "comment_form": form}
    language = form.article.language
    return show(request, "comments/comment_reply.html", language, context, status=status)
