"""The rest of the site in JSON, redirects and readers."""

import datetime

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from articles import pictures, publishing
from articles.models import Front, Page, Slot
from comments import screening
from comments.models import Comment
from newsletter.models import Issue
from newsroom.models import Masthead, OldAddress
from tests.articles.test_pictures import upload
from tests.make import (
    make_article,
    make_ban,
    make_comment,
    make_contributor,
    make_issue,
    make_menu,
    make_newsletter,
    make_picture,
    make_report,
    make_rule,
    make_section,
    make_subscriber,
    make_tag,
    make_told,
    make_user,
)

pytestmark = pytest.mark.django_db

# Every model is in the export, by a file of its own or inside another thing, or is named here with why it is not.
TOLD = {
    *(
        "Article",
        "Byline",
        "Contributor",
        "Correction",
        "Front",
        "Note",
        "OldSlug",
        "FormerSlug",
        "Page",
    ),
    *(
        "Pick",
        "Picture",
        "Document",
        "Section",
        "Slot",
        "Tag",
        "Comment",
        "Decision",
        "Report",
        "Revision",
        "Rules",
    ),
    *("DigestRule", "Issue", "IssueArticle", "Newsletter", "Subscriber", "Subscription"),
    *("Banner", "Masthead", "MenuItem", "OldAddress"),
}
LEFT_OUT = {
    "made anew from the rest": {
        "Day",
        "Month",
        "Placement",
        "Printed",
        "Related",
        "SearchEntry",
        "MostRead",
    },
    "numbers of readers": {"Reads", "ReadsLog", "ListDay"},
    "earlier versions": {"HistoricalArticle", "FrontChange"},
    "what one colleague is at": {
        "Presence",
        "WorkingCopy",
        "PreviewLink",
        "PreviewOpening",
        "Moderator",
    },
    "who works here, and keys": {"User", "Session"},
    "what was at work here": {"ImportRun", "ImportFile"},
    "what was mailed to whom": {
        *(
            "Notice",
            "Writer",
            "Objection",
            "Bounce",
            "Delivery",
            "DigestRun",
            "Farewell",
            "Question",
        ),
        *("FormerNumber", "NewAddress", "IssuePrint"),
    },
    "senders that are kept away": {"Ban"},
    "where it came from": {"Moved", "Original"},
}


def test_every_model_is_exported_or_left_out_for_a_reason():
    apps_of_ours = ("articles", "comments", "newsletter", "newsroom")
    models = {
        model.__name__ for app in apps_of_ours for model in apps.get_app_config(app).get_models()
    }
    assert models - TOLD - set().union(*LEFT_OUT.values()) == set()


def test_a_story_stands_there_with_all_that_hangs_on_it(leave):
    nare, boats = make_contributor(slug="nare"), make_tag(slug="boats")
    original = make_article(slug="original")
    story = make_article(
        slug="ferry",
        language="hyw",
        translation_of=original,
        by=[nare],
        tags=[boats],
        picks=[original],
        dateline_place="GYUMRI",
        section=make_section(slug="lakes", language="hyw"),
        body="<p>It rains.</p>",
    )
    story.corrections.create(text="It was Tuesday.")
    story.notes.create(text="Call the captain.", by=make_user(username="ed"))
    story.slug = "ferry-back"
    publishing.save(story, by=None)
    told = leave().json("stories")[1]
    assert {
        name: told[name] for name in ("slug", "language", "translation_of", "section", "body")
    } == {
        "slug": "ferry-back",
        "language": "hyw",
        "translation_of": "original",
        "section": "lakes",
        "body": "<p>It rains.</p>",
    }
    assert told["bylines"] == [{"role": "by", "contributor": "nare"}]
    assert (told["tags"], told["picks"], told["old_slugs"]) == (["boats"], ["original"], ["ferry"])
    assert [note["text"] for note in told["corrections"]] == ["It was Tuesday."]
    assert [(note["text"], note["by"]) for note in told["notes"]] == [("Call the captain.", "ed")]
    assert told["address"] == story.get_absolute_url()


def test_menus_fronts_newsletters_and_issues_are_there(leave):
    Masthead(name="The Lake Gazette").save()
    make_menu("/about/")
    story = make_article(slug="ferry")
    front = Front.objects.create(language="en")
    Slot.objects.create(front=front, position=2, article=story)
    morning = make_newsletter(slug="morning")
    make_rule(morning)
    make_issue(morning, story, subject="Today")
    taken = leave()
    paper = taken.json("paper")
    assert paper["masthead"]["name"] == "The Lake Gazette"
    assert [line["address"] for line in paper["menus"]] == ["/about/"]
    [front] = taken.json("fronts")
    assert [(slot["position"], slot["article"]) for slot in front["slots"]] == [(2, "ferry")]
    [newsletter] = taken.json("newsletters")
    assert (newsletter["slug"], len(newsletter["digests"])) == ("morning", 1)
    [issue] = taken.json("issues")
    assert (issue["subject"], issue["stories"], issue["status"]) == (
        "Today",
        ["ferry"],
        Issue.Status.DRAFT,
    )


def test_redirects_are_told_with_where_they_lead(leave):
    story = make_article(slug="ferry")
    old = story.get_absolute_url()
    story.slug = "ferry-back"
    publishing.save(story, by=None)
    lakes = make_section(slug="lakes")
    lakes.slug = "waters"
    publishing.save_section(lakes)
    OldAddress.objects.create(path="/?p=12", kind="post", new_id=story.pk)
    picture = make_picture()
    OldAddress.objects.create(path="/uploads/lake.jpg", kind="picture", new_id=picture.pk)
    OldAddress.objects.create(path="/gone")
    OldAddress.objects.create(path="/old", target="/about/")
    assert leave().text("redirects.csv").splitlines() == [
        "path,target",
        f"{old},{story.get_absolute_url()}",
        "/section/lakes/,/section/waters/",
        f"/?p=12,{story.get_absolute_url()}",
        f"/uploads/lake.jpg,{picture.at_most(1640)}",
        "/gone,",
        "/old,/about/",
    ]


def test_redirects_tell_nothing_of_what_readers_do_not_have(leave):
    later = timezone.now() + datetime.timedelta(days=400)
    draft = make_article(slug="a-secret", status="draft")
    for number, story in enumerate([draft, make_article(slug="a-day", published_at=later)]):
        story.old_slugs.create(slug=f"an-older-{story.slug}")
        OldAddress.objects.create(path=f"/?p={number}", kind="post", new_id=story.pk)
    page = Page.objects.create(path="a-secret-page", title="About", is_public=False)
    OldAddress.objects.create(path="/?p=7", kind="page", new_id=page.pk)
    refused = make_article(slug="refused", status="withdrawn", withdrawn_at=timezone.now())
    OldAddress.objects.create(path="/?p=8", kind="post", new_id=refused.pk)
    assert leave().text("redirects.csv").splitlines() == [
        "path,target",
        f"/?p=8,{refused.get_absolute_url()}",
    ]


def test_another_newsroom_takes_the_redirects(leave, client):
    story = make_article(slug="ferry-back")
    OldAddress.objects.create(path="/?p=12", kind="post", new_id=story.pk)
    OldAddress.objects.create(path="/gone")
    file = ContentFile(leave().text("redirects.csv"), "redirects.csv")
    OldAddress.objects.all().delete()
    client.force_login(make_user(is_superuser=True))
    client.post(reverse("admin:newsroom_oldaddress_upload"), {"file": file})
    assert client.get("/?p=12")["Location"].endswith(story.get_absolute_url())
    assert client.get("/gone").status_code == 410


def test_without_being_asked_nobody_s_address_leaves(leave):
    morning = make_newsletter(slug="morning")
    make_subscriber("ani@hidden.example", morning)
    comment = make_comment(email="aram@hidden.example", source="192.0.2.77")
    make_report(comment, source="a keyed sum")
    make_user(username="ed", email="ed@hidden.example", password="a word of mine")
    make_told(make_comment(email="vahe@hidden.example"))
    taken = leave()
    assert "hidden.example" not in taken.everything
    assert "192.0.2.77" not in taken.everything
    assert taken.text("subscriber-counts.csv").splitlines() == [
        "list,status,readers",
        "morning,confirmed,1",
    ]
    assert not (taken.folder / "subscribers.csv").exists()
    assert "are left out" in taken.text("README.txt")


def test_what_of_a_sender_is_blocked_leaves_with_the_addresses_alone(leave):
    make_ban("vahe@hidden.example")
    written = Comment(article=make_article(), name="V", email="vahe@hidden.example", body="Buy.")
    screening.receive(written)
    assert "hidden.example" not in leave().everything
    [told] = leave("whole", with_addresses=True).json("comments")
    assert [(each["step"], each["why"]) for each in told["decisions"]] == [
        ("banned", "vahe@hidden.example")
    ]


def test_with_addresses_they_leave_and_still_no_secret_does(leave):
    make_subscriber("ani@hidden.example", make_newsletter(slug="morning"))
    comment = make_comment(email="aram@hidden.example", source="192.0.2.77")
    make_report(comment, source="a keyed sum")
    user = make_user(username="ed", email="ed@hidden.example")
    taken = leave(with_addresses=True)
    [told] = taken.json("comments")
    assert (told["email"], told["source"]) == ("aram@hidden.example", "192.0.2.77")
    assert "aram@hidden.example" in taken.text("site.wxr.xml")
    assert '"ani@hidden.example","en","active","morning","confirmed"' in taken.text(
        "subscribers.csv"
    )
    assert "ADDRESSES:" in taken.text("README.txt")
    for secret in (user.password, "ed@hidden.example", "a keyed sum", comment.digest):
        assert not secret or secret not in taken.everything


def test_decisions_and_reports_are_for_the_newsroom(leave):
    comment = make_comment(status=Comment.Status.PENDING)
    make_report(comment, words="It is rude.")
    make_told(comment, why="Please be kind.", tell=False)
    [told] = leave().json("comments")
    assert [report["words"] for report in told["reports"]] == ["It is rude."]
    assert told["decisions"][0]["why"] == "Please be kind."
    assert told["status"] == Comment.Status.REJECTED


def test_uploads_are_copied_as_they_came_and_missing_ones_named(leave, tmp_path):
    picture = pictures.receive(upload(colour="crimson"), alt="A door")
    lost = pictures.receive(upload(colour="navy"), alt="A lake")
    lost.original.storage.delete(lost.original.name)
    paper = Masthead(name="The Lake Gazette", logo=ContentFile(b"<svg/>", "logo.svg"))
    paper.save()
    taken = leave()
    with picture.original.open("rb") as file:
        original = file.read()
    assert (taken.folder / f"media/{picture.original.name}").read_bytes() == original
    assert (taken.folder / f"media/{paper.logo.name}").read_bytes() == b"<svg/>"
    assert not (taken.folder / f"media/{lost.original.name}").exists()
    assert lost.original.name in taken.text("README.txt")
