"""RSS: the issues of a newsletter, each with those of its stories that readers may see."""

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import translation

from newsletter import contents, printing
from newsletter.models import Newsletter
from newsroom.models import Masthead
from newsroom.press import links, pages, rss
from newsroom.press.markup import readable

ITEMS = 20


@pages.shared
def issue_feed(request, slug):
    newsletter = get_object_or_404(Newsletter.objects.public(), slug=slug)
    title = f"{newsletter.name} – {Masthead.as_printed().name}"
    issues = newsletter.issues.published().select_related("newsletter")
    newest = list(issues.newest_first()[:ITEMS])
    told = contents.of_all(newest)
    with translation.override(newsletter.language):
        items = [_item(issue, told[issue.pk]) for issue in newest]
    page = newsletter.get_absolute_url()
    return rss.answer(title, newsletter.description, page, request.path, newsletter.language, items)


def _item(issue, stories):
    address = links.absolute(issue.get_absolute_url())
    context = {"note": printing.note(issue), "stories": stories}
    return {
        "title": readable(issue.subject),
        "link": address,
        "unique_id": address,
        "description": readable(render_to_string("newsletter/_feed_item.html", context)),
        "pubdate": issue.started_at,
    }
