"""A story as search engines read it: schema.org's NewsArticle."""

import json
from collections.abc import Iterable

from django.urls import reverse

from articles.models import Article, Byline, Correction
from newsroom.models import Masthead
from newsroom.press import links

LONGEST_HEADLINE = 110  # what Google shows of one


def news_article(
    article: Article, masthead: Masthead, corrections: Iterable[Correction] = ()
) -> dict:
    """Return the NewsArticle of a story whose bylines, section and picture are loaded, with its notes."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.outside_title[:LONGEST_HEADLINE],
        "description": article.outside_description,
        "inLanguage": article.language,
        "mainEntityOfPage": links.absolute(article.get_absolute_url()),
        "datePublished": _moment(article.published_at),
        "dateModified": _moment(article.updated_at or article.published_at),
        "author": _authors(article) or [_paper(masthead)],
        "publisher": _paper(masthead),
        "articleSection": article.section.name if article.section else None,
        "image": _images(article.lead_picture),
        "correction": [_note(note) for note in corrections] or None,
        "wordCount": article.word_count,
        "commentCount": article.comment_count,
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in said.items() if value is not None}


def as_text(data: dict) -> str:
    """Return JSON that may stand inside a `<script>` element: nothing in it ends the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _moment(moment):
    return moment and moment.isoformat(timespec="seconds")


def _note(note):
    return {
        "@type": "CorrectionComment",
        "name": note.get_kind_display(),
        "text": note.text,
        "datePublished": _moment(note.noted_at),
    }


def _authors(article):
    return [
        {
            "@type": "Organization" if byline.role == Byline.Role.AGENCY else "Person",
            "name": byline.contributor.name,
            "url": links.absolute(byline.contributor.get_absolute_url()),
        }
        for byline in article.bylines.all()
        if byline.names_an_author
    ]


def _paper(masthead):
    paper = {"@type": "NewsMediaOrganization", "name": masthead.name}
    paper["url"] = links.absolute(reverse("front"))
    if masthead.logo:
        paper["logo"] = links.absolute(masthead.logo.url)
    return paper


def _images(picture):
    if picture is None or not picture.widths:
        return None
    return [links.absolute(picture.at_most(1640)), links.absolute(picture.share_address)]
