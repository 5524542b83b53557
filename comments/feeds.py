"""What readers said last, for feed readers: visible comments of visible stories alone."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles import reading
from articles.views.article import removed
from comments.models import Comment
from newsroom.models import Masthead
from newsroom.press import links, markup, pages, rss

ITEMS = 30
UNREAD = ("email", "source", "digest", "article__body", "article__rendered_body")


@pages.shared
def comment_feed(request):
    masthead = Masthead.as_printed()
    with override(masthead.language):
        return _feed(request, masthead, masthead.name, reverse("front"), Comment.objects.visible())


@pages.shared
def article_comment_feed(request, year, month, slug):
    article = reading.story(slug)
    if article is None:
        return removed(request, slug)
    story = article.get_absolute_url()
    if request.path != f"{story}feed/":
        return redirect(f"{story}feed/", permanent=True)
    with override(article.language):
        return _feed(request, article, article.headline, story, article.comments.visible())


def _feed(request, about, name, page, comments):
    title = _("Comments on %(name)s") % {"name": name}
    newest = comments.newest_first().select_related("article").defer(*UNREAD)[:ITEMS]
    return rss.answer(title, title, page, request.path, about.language, map(_item, newest))


def _item(comment):
    names = {"name": comment.name, "headline": comment.article.headline}
    address = links.absolute(comment.get_absolute_url())
    return {
        "title": markup.readable(_("%(name)s on %(headline)s") % names),
        "link": address,
        "unique_id": address,
        "description": markup.comment_html(comment.body),
        "pubdate": comment.created_at,
        "author_name": markup.readable(comment.name),
    }
