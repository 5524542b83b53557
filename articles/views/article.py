"""One story: as readers have it, as they no longer have it, and as they do not have it yet."""

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from articles import correcting, previews, printing, reading, related
from articles.views.errors import not_found
from newsroom.press import headers, moment, pages, ribbon, tokens
from newsroom.press.printing import show


@pages.shared
def article_detail(request, year, month, slug):
    article = reading.story(slug)
    if article is None:
        return removed(request, slug)
    if request.path != article.get_absolute_url():
        return HttpResponsePermanentRedirect(article.get_absolute_url())
    return show_story(request, article)


@pages.shared
def article_changes(request, year, month, slug):
    article = reading.story(slug)
    if article is None:
        return removed(request, slug)
    address = reverse("article_changes", args=article.get_absolute_url().strip("/").split("/"))
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    notes = correcting.told(article)
    if not notes:
        raise Http404("Nothing that was changed is shown.")
    context = {"article": article, "notes": notes}
    return show(request, "articles/article_changes.html", article.language, context)


@pages.private
def preview(request, token):
    try:
        link = previews.find(token)
    except tokens.Bad as error:
        raise Http404("No preview has this address, or no longer.") from error
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        previews.note_opening(link)
    article = reading.any_story(link.article_id)
    if article.status == article.Status.WITHDRAWN:
        return _show_removed(request, article)
    if article.is_published:
        return HttpResponseRedirect(article.get_absolute_url())
    return show_ahead(request, article, link=link)


def show_ahead(request, article, link=None):
    """Show the page that readers will get, to the letter, below a strip that says that they do not have it yet.

    Who has but a link to this story learns of no other that is still to come.
    """
    now = moment.now()
    at = max(article.published_at or now, now)
    neighbours = related.beside if article.status == article.Status.READY else related.foreseen
    with moment.at(at):
        article = reading.any_story(
            article.pk
        )  # again, for by then a picture may have no rights any more
    article.status, article.published_at = article.Status.READY, article.published_at or at
    with moment.at(now if link else at):
        asked = pages.as_stranger(request, article.get_absolute_url())
        response = show_story(asked, article, beside=neighbours(article))
    context = {"article": article, "link": link}
    with translation.override(article.language):
        ribbon.lay(asked, response, "articles/_preview_ribbon.html", context)
    headers.without_forms(asked, response)
    return response


def removed(request, slug):
    """Show why the story of this slug was withdrawn, or that there is none; caches keep both where it was read."""
    article = reading.withdrawn_story(slug)
    if article:
        return _show_removed(request, article)
    if reading.was_public(slug):
        return not_found(request, None)
    raise Http404("No story has this slug.")


def _show_removed(request, article):
    return show(
        request, "articles/removed.html", article.language, {"article": article}, status=410
    )


def show_story(request, article, *, status=200, beside=None, **context):
    """Show the page of a story; `context` is what other rooms print on it."""
    page = printing.page(article)
    context |= page | {
        "parts": printing.parts(page),
        "beside": beside or related.beside(article),
        "here": article.section.get_absolute_url() if article.section else "",
    }
    return show(request, "articles/article_detail.html", article.language, context, status=status)
