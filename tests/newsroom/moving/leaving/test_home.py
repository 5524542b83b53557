"""A paper that leaves with all it has and is brought into an empty one shows readers the same pages."""

import datetime
import zlib

import pytest
from django.utils import timezone
from PIL import Image

from articles import pictures, publishing
from articles.models import Article, Byline, Document, Note, Page, Section
from comments import layout
from comments.models import Comment
from newsroom.moving import wordpress
from newsroom.moving.homecoming import site
from newsroom.sample import drawing
from newsroom.sample.fill import fill
from tests.articles.documents import document
from tests.articles.test_pictures import upload
from tests.make import (
    make_article,
    make_comment,
    make_contributor,
    make_section,
    make_tag,
)
from tests.newsroom.moving import exports, outcomes
from tests.newsroom.moving.leaving import furnished, papers

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 3, 9, 7, 30, tzinfo=datetime.UTC)


@pytest.fixture
def home(leave, client):
    """Return a function that lets the paper leave and come home, and returns what readers got before and after."""

    def home(**options):
        found = papers.addresses()
        before = papers.seen(client, found)
        folder = leave(**options).folder
        papers.empty()
        assert site.bring(folder, wordpress.Options()).adds_up()
        return before, papers.seen(client, found)

    return home


def plain(motif):
    """Draw a motif as a small picture of one colour, which is quickly done."""
    return Image.new("RGB", (32, 20), f"#{zlib.crc32(motif.encode()) & 0xFFFFFF:06x}")


def test_the_sample_newspaper_comes_home(home, monkeypatch):
    monkeypatch.setattr(drawing, "draw", plain)
    fill(NOW)
    culture = Section.objects.get(slug="culture")
    furnished.furnish(list(Article.objects.published().filter(section=culture)), culture)
    before, after = home()
    assert len(before) > 200
    papers.compare(before, after)


def test_everything_that_a_story_can_have_comes_home(home, client):
    picture = pictures.receive(
        upload(size=(900, 900), colour="crimson"),
        alt="A door",
        caption="Red",
        credit="Ani",
        focal=(10, 90),
    )
    nare = make_contributor(
        name="Nare Lori", slug="lori", role="Editor", bio="Writes.", picture=picture
    )
    aram = make_contributor(name="Aram", slug="aram", language="hy")
    lakes = make_section(slug="lakes", name="Lakes & rivers", position=7, description="All wet.")
    deep = make_section(slug="deep", parent=lakes, comments_close_after=3)
    armenian = make_section(slug="hayeren", name="Հայերեն", language="hy")
    original = make_article(
        headline="The “ferry” & the <bus>",
        slug="ferry",
        deck="Both are back",
        summary="They left at noon.",
        dateline_place="GYUMRI",
        dateline_agency="Lake Press",
        dateline_dash="–",
        section=deep,
        also_in=[lakes],
        tags=[make_tag(name="Boats", slug="boats", description="They float.")],
        by=[nare, (aram, Byline.Role.PHOTOGRAPHS), (nare, Byline.Role.TRANSLATED)],
        lead_picture=picture,
        lead_caption="Red here",
        source_name="The Source",
        source_url="https://source.example/ferry",
        search_title="Ferries",
        search_description="When they leave.",
        comments_close_after=9,
        body=f'<figure data-picture="{picture.pk}"></figure><p>It rains.</p><figure data-gallery="{picture.pk} '
        f'{picture.pk}"><figcaption>Twice</figcaption></figure>'
        '<figure data-embed=""><a href="https://youtu.be/abc">The ferry</a></figure>',
    )
    report = document()
    make_article(
        headline="Report",
        section=lakes,
        body=f'<p><a href="{report.get_absolute_url()}">All of it</a></p>',
    )
    make_article(headline="Typed", section=lakes, body="<p>YEREVAN — The dateline was typed.</p>")
    make_article(
        headline="Լաստանավը",
        slug="lastanav",
        language="hy",
        section=armenian,
        translation_of=original,
    )
    later = make_article(headline="Later", section=lakes, picks=[original])
    original.picks.create(other=later, position=0)
    original.corrections.create(kind="clarification", text="It was Tuesday.")
    original.updated_at = timezone.now()
    original.slug = "ferry-back"
    publishing.save(original, by=None)
    gone = make_article(headline="Taken back", section=lakes)
    gone.withdraw("It was not true.")
    publishing.save(gone, by=None)
    Page.objects.create(path="about/history", title="History", body="<p>Then.</p>", language="hy")
    Page.objects.create(path="hidden", title="Hidden", body="<p>Us.</p>", is_public=False)
    _quarrel(original)
    before, after = home()
    again = Document.objects.get()
    new, old = again.get_absolute_url(), report.get_absolute_url()
    papers.compare(
        before, {page: (status, text.replace(new, old)) for page, (status, text) in after.items()}
    )
    assert (again.title, again.digest) == (report.title, report.digest)
    assert before["/about/history/"][0] == 200
    assert (before["/hidden/"][0], before[gone.get_absolute_url()][0]) == (404, 410)
    story = Article.objects.get(slug="ferry-back")
    assert story.published_at == original.published_at
    assert story.dateline_dash == "–"


def _quarrel(story):
    """Let readers answer each other, and some of it not stand."""
    first = make_comment(
        story, name="Ani <3", body="1 < 2\n\nand “so” [on]", website="https://a.example/"
    )
    second = make_comment(answers=first, edited_at=timezone.now(), edited_by_paper=True)
    third = make_comment(answers=second)
    make_comment(answers=third, body="Beside it")
    removed = make_comment(story, status=Comment.Status.REJECTED, body="Rude")
    make_comment(answers=removed, body="Do not be rude")
    erased = make_comment(story, body="Mine")
    make_comment(answers=erased, body="Whose?")
    Comment.objects.filter(pk=erased.pk).update(status=Comment.Status.ERASED, name="", body="")
    layout.lay_out([story.pk])
    make_comment(story, status=Comment.Status.SPAM, body="Buy!")
    make_comment(story, status=Comment.Status.PENDING, body="Waits")


def test_what_readers_do_not_see_comes_home_as_it_was(leave, home):
    soon = timezone.now() + datetime.timedelta(days=1)
    make_article(headline="To come", published_at=soon)
    make_article(headline="Begun", status=Article.Status.DRAFT, published_at=None)
    make_article(headline="Handed in", status=Article.Status.IN_REVIEW, published_at=None)
    gone = make_article(headline="Gone")
    gone.withdraw("It was not true.")
    publishing.save(gone, by=None)
    states = dict(Article.objects.values_list("headline", "status"))
    home(largest=1)  # each of them in a file of its own
    assert dict(Article.objects.values_list("headline", "status")) == states
    assert Article.objects.get(headline="To come").published_at == soon
    assert Article.objects.get(headline="Begun").published_at is None
    assert Note.objects.count() == 0


def test_stories_of_one_title_and_moment_keep_their_moment(home):
    for _ in range(3):
        make_article(headline="In brief", published_at=NOW)
    home()
    assert list(Article.objects.values_list("published_at", flat=True)) == [NOW] * 3


def test_the_same_export_again_changes_nothing(leave, monkeypatch):
    monkeypatch.setattr(drawing, "draw", plain)
    fill(NOW)
    folder = leave().folder
    papers.empty()
    options = wordpress.Options(media_from=folder / "media")
    wordpress.import_files([folder / "site.wxr.xml"], options)
    rows = outcomes.everything()
    report = wordpress.import_files([folder / "site.wxr.xml"], options)
    assert outcomes.everything() == rows
    assert (report.total("imported"), report.total("changed")) == (0, 0)


def test_another_system_s_archive_leaves_and_comes_home(leave):
    path = exports.shared("themeunittestdata.wordpress.xml")
    wordpress.import_files([path])
    before = _told()
    assert len(before) > 30
    folder = leave().folder
    papers.empty()
    wordpress.import_files([folder / "site.wxr.xml"])
    assert _told() == before


def _told():
    """Return every story with its comments and whom they answer."""
    stories = Article.objects.order_by("slug")
    names = ("slug", "headline", "status", "published_at", "body", "summary", "section__slug")
    return {
        facts: list(
            Comment.objects.filter(article__slug=facts[0])
            .order_by("created_at", "body")
            .values_list("name", "body", "status", "created_at", "answers__body")
        )
        for facts in stories.values_list(*names)
    }
