"""Lists of stories: by section, by topic, by author; and what was put right."""

from django.shortcuts import get_object_or_404

from articles import listing, slots
from articles.models import Article, Contributor, Correction, Section, Tag
from articles.views.former import leads_on
from newsroom.models import Masthead
from newsroom.press import pages
from newsroom.press.printing import show


@pages.shared("before", "after")
@leads_on(Section, "section_detail")
def section_detail(request, slug):
    section = get_object_or_404(slots.and_whether_arranged(Section.objects), slug=slug)
    pinned = slots.on_section(section) if section.is_arranged else {}
    return show_section(request, section, pinned)


def show_section(request, section, pinned):
    """Show the page of a section with these stories in their places; the newest fill the rest."""
    stories = Article.objects.published().listed(section=section).for_cards()
    context = {
        "section": section,
        "subsections": section.children.all(),
        "listing": listing.page(stories, request.GET, pinned),
    }
    return show(request, "articles/section_detail.html", section.language, context)


@pages.shared("before", "after")
@leads_on(Tag, "topic_detail")
def topic_detail(request, slug):
    topic = get_object_or_404(Tag, slug=slug)
    stories = Article.objects.published().listed(tag=topic).for_cards()
    context = {"topic": topic, "listing": listing.page(stories, request.GET)}
    return show(request, "articles/topic_detail.html", topic.language, context)


@pages.shared("before", "after")
@leads_on(Contributor, "author_detail")
def author_detail(request, slug):
    author = get_object_or_404(Contributor.objects.select_related("picture"), slug=slug)
    stories = Article.objects.published().listed(contributor=author).for_cards()
    context = {"author": author, "listing": listing.page(stories, request.GET)}
    return show(request, "articles/author_detail.html", author.language, context)


@pages.shared("before", "after")
def corrections(request):
    masthead = Masthead.as_printed()
    notes = Correction.objects.published().for_lists()
    context = {"masthead": masthead, "listing": listing.page(notes, request.GET)}
    return show(request, "articles/corrections.html", masthead.language, context)
