"""What a paper has beside its stories: its face, what is pinned, its letters, and answers of its own."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from articles import publishing, slots
from articles.models import Article, Section
from articles.slots import Pin
from comments.models import Comment
from newsletter.models import Issue
from newsroom.models import OldAddress
from tests.make import (
    make_banner,
    make_comment,
    make_issue,
    make_menu,
    make_newsletter,
    make_rule,
    make_rules,
    make_user,
)

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def furnish(stories: list[Article], section: Section) -> None:
    """Let a paper with at least four stories in a section use all that WordPress has no word for."""
    masthead()
    pin(stories, section)
    letters(stories, section)
    answer(stories[0])
    stories[1].corrections.create(kind="correction", text="It was Tuesday.")
    publishing.save(stories[1], by=None)
    redirects(stories, section)
    section.slug = f"{section.slug}-again"
    publishing.save_section(section)


def masthead() -> None:
    """Give the paper a face, breaking news and rules for comments."""
    paper = make_menu("/feed/", "https://example.org/")
    paper = make_menu("/corrections/", place="footer", language="hy")
    paper.name, paper.tagline, paper.footer = "The Lake", "All of it", "Printed <here>"
    paper.brand_light, paper.postal_address = "#1c1c8c", "1 Quay"
    paper.comments_close_after = 9
    paper.logo, paper.logo_alt = ContentFile(LOGO, "lake.svg"), "A lake"
    paper.save()
    make_banner(address="/feed/")
    make_banner("It was closed", begins=-3, ends=-2)
    make_rules(links_allowed=3, blocked_words="casino*", hold="everyone")


def pin(stories: list[Article], section: Section) -> None:
    """Pin stories to the front of their language, one of them until tomorrow, and to that of a section."""
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    front = {0: Pin(stories[3]), 4: Pin(stories[2], tomorrow), 5: Pin(stories[3], twice=True)}
    slots.arrange(slots.of_language(stories[0].language), front, by=None, seen=0)
    slots.arrange(slots.of_section(section), {0: Pin(stories[2])}, by=None, seen=0)


def letters(stories: list[Article], section: Section) -> None:
    """Offer a newsletter whose digest is on, with an issue of each state, and one that is offered no more."""
    weekly = make_newsletter(slug="weekly", name="Weekly", language=section.language)
    make_rule(weekly, section, asks_first=True)
    now = timezone.now()
    began = now - datetime.timedelta(days=7)
    over = {"started_at": began, "ended_at": began}
    make_issue(weekly, *stories[:2], status="sent", note="Hello & <b>\n\nyou", **over)
    make_issue(weekly, stories[2], status="sending", started_at=now, preview_text="Look")
    make_issue(weekly, stories[3], status="scheduled", send_at=now + datetime.timedelta(hours=1))
    make_issue(weekly, status="cancelled", ended_at=now)
    gone = make_newsletter(slug="gone", name="Gone", is_public=False, language=section.language)
    make_issue(gone, stories[0], status="sent", **over)


def redirects(stories: list[Article], section: Section) -> None:
    """Let addresses of an old site, and what editors gave up, lead somewhere or be gone for good."""
    lead = OldAddress.objects.create
    lead(path="/2019/05/ferry", kind="post", new_id=stories[0].pk, source="old.example")
    lead(path="/?p=12", kind="post", new_id=stories[1].pk, source="old.example")
    lead(path="/lake", target=section.get_absolute_url())
    lead(path="/նավակ", target="https://example.org/")
    lead(path="/over")


def answer(story: Article) -> None:
    """Let the paper answer a reader, and somebody claim its name."""
    first = make_comment(story, name="Ani")
    make_comment(answers=first, name="The Lake", email="", body="True.", by_staff=make_user())
    make_comment(answers=first, name="The Lake", body="I have its name alone.")


def spoken() -> list[tuple[str, bool]]:
    """Return what was said under the paper's name, and whether the paper says so."""
    said = Comment.objects.filter(name="The Lake").order_by("body")
    return [(comment.body, comment.speaks_for_paper) for comment in said]


def issued() -> dict[str, str]:
    """Return the state of every issue."""
    return dict(Issue.objects.values_list("slug", "status"))
