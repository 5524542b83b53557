"""RSS: the newest stories of the paper, a section, a topic or an author."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation

from articles import dates
from articles.models import Article, Contributor, Section, Tag
from articles.views.former import leads_on
from newsroom.models import Masthead
from newsroom.press import links, pages, rss
from newsroom.press.markup import readable

ITEMS = 20


@pages.shared
def latest(request):
    masthead = Masthead.as_printed()
    stories = Article.objects.published().filter(language=masthead.language)
    title, about = masthead.name, masthead.tagline
    return _feed(title, about, reverse("front"), reverse("feed"), masthead.language, stories)


@pages.shared
@leads_on(Section, "section_feed")
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    stories = Article.objects.published().listed(section=section)
    return _part(section, section.description, "section_feed", stories)


@pages.shared
@leads_on(Tag, "topic_feed")
def topic(request, slug):
    topic = get_object_or_404(Tag, slug=slug)
    stories = Article.objects.published().listed(tag=topic)
    return _part(topic, topic.description, "topic_feed", stories)


@pages.shared
@leads_on(Contributor, "author_feed")
def author(request, slug):
    author = get_object_or_404(Contributor, slug=slug)
    stories = Article.objects.published().listed(contributor=author)
    return _part(author, author.bio, "author_feed", stories)


def _part(listed, about, url_name, stories):
    title = f"{listed} – {Masthead.as_printed().name}"
    address = reverse(url_name, args=[listed.slug])
    return _feed(title, about, listed.get_absolute_url(), address, listed.language, stories)


def _feed(title, about, page, address, language, stories):
    newest = stories.newest_first().for_cards().prefetch_related("tags", "corrections")[:ITEMS]
    return rss.answer(title, about, page, address, language, map(_item, newest))


def _item(story):
    address = links.absolute(story.get_absolute_url())
    section = [story.section.name] if story.section else []
    return {
        "title": readable(story.headline),
        "link": address,
        "unique_id": address,
        "description": readable(_about(story)),
        "pubdate": story.published_at,
        "author_name": readable(_authors(story)) or None,
        "categories": [readable(name) for name in (*section, *_topics(story))],
    }


def _about(story):
    """Say in a few words what the story is about, and below that what was put right in it since."""
    with translation.override(story.language):
        return "\n\n".join([story.teaser, *map(_note, story.corrections.all())])


def _note(note):
    moment = dates.full(timezone.localtime(note.noted_at), note.article.language)
    return f"{note.get_kind_display()}, {moment}: {note.text}"


def _topics(story):
    return [tag.name for tag in story.tags.all()]


def _authors(story):
    lines = [line for line in story.bylines.all() if line.names_an_author]
    return ", ".join(line.contributor.name for line in lines)
