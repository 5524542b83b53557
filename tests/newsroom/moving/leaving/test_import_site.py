"""What one newsroom exported is brought home by `import_site`."""

import json

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from articles import notes, pictures
from articles.models import Article, FormerSlug, Front, Note, Section, Slot
from comments.models import Rules
from newsletter.models import DigestRule, Issue, IssueArticle, Newsletter, Subscription
from newsroom.models import Banner, Masthead, MenuItem, OldAddress, User
from newsroom.moving import wordpress
from newsroom.moving.homecoming import site
from newsroom.moving.homecoming.uploads import TORN
from newsroom.moving.media.folder import NOT_HERE
from newsroom.moving.wordpress import Options
from tests.articles.test_pictures import upload
from tests.make import make_article, make_menu, make_section, make_subscriber, make_user
from tests.newsroom.moving import outcomes
from tests.newsroom.moving.leaving import furnished, papers

pytestmark = pytest.mark.django_db
KEPT = (
    *(Masthead, MenuItem, Banner, Rules, Front, Slot, FormerSlug, Newsletter, DigestRule),
    *(Issue, IssueArticle, Subscription),
)


@pytest.fixture
def paper():
    """Make a paper that uses all that it can."""
    Masthead(default_dash="–").save()
    lakes = make_section(slug="lakes", name="Lakes")
    stories = [
        make_article(section=lakes, slug=f"story-{number}", dateline_place="GYUMRI")
        for number in range(4)
    ]
    furnished.furnish(stories, lakes)
    weekly = Newsletter.objects.get(slug="weekly")
    make_subscriber("ani@example.org", weekly, Newsletter.objects.get(slug="gone"))
    make_subscriber("beth@example.org", pending=[weekly])


@pytest.fixture
def folder(paper, leave):
    """Return the export of such a paper, when the paper is no more."""
    folder = leave(with_addresses=True).folder
    papers.empty()
    User.objects.all().delete()
    return folder


def bring(folder, **options):
    return site.bring(folder, Options(**options))


def everything():
    rows = [list(model.objects.order_by("pk").values()) for model in KEPT]
    return [*rows, *outcomes.everything()]


def test_readers_get_the_same_pages(paper, leave, client):
    found = papers.addresses()
    before = papers.seen(client, found)
    folder = leave().folder
    papers.empty()
    bring(folder)
    papers.compare(before, papers.seen(client, found))


def test_what_was_set_up_by_hand_is_there_again(folder):
    report = bring(folder)
    assert report.adds_up()
    assert report.total("skipped") == 1  # who has not confirmed
    paper = Masthead.objects.get()
    assert (paper.name, paper.footer, paper.comments_close_after) == (
        "The Lake",
        "Printed <here>",
        9,
    )
    with paper.logo.open() as logo:
        assert logo.read() == furnished.LOGO
    menus = [(line.place, line.address, line.language) for line in paper.menu_items.all()]
    assert menus == [
        ("footer", "/corrections/", "hy"),
        ("main", "/feed/", ""),
        ("main", "https://example.org/", ""),
    ]
    assert list(Banner.objects.values_list("words", flat=True)) == [
        "The bridge is closed",
        "It was closed",
    ]
    rules = Rules.current()
    assert (rules.links_allowed, rules.blocked_words, rules.hold) == (3, "casino*", "everyone")
    assert list(Slot.objects.values_list("position", "article__slug", "twice")) == [
        *[(0, "story-3", False), (4, "story-2", False), (5, "story-3", True)],
        (0, "story-2", False),
    ]
    assert FormerSlug.objects.get().section == Section.objects.get(slug="lakes-again")


def test_nobody_is_mailed_and_nobody_may_log_in(folder):
    states = {"sent": 2, "cancelled": 2, "draft": 1}
    bring(folder)
    assert User.objects.count() == 0
    assert mail.outbox == []
    found = list(furnished.issued().values())
    assert {state: found.count(state) for state in found} == states
    assert (
        list(Issue.objects.exclude(status="sent").values_list("send_at", flat=True)) == [None] * 3
    )
    rule = DigestRule.objects.get()
    assert (rule.is_on, rule.asks_first, rule.time_zone) == (False, True, "Europe/Paris")
    assert [section.slug for section in rule.sections.all()] == ["lakes-again"]


def test_readers_come_home_with_their_consent(folder):
    bring(folder)
    rows = Subscription.objects.order_by("newsletter__slug")
    assert list(rows.values_list("newsletter__slug", "subscriber__email", "status", "wording")) == [
        ("gone", "ani@example.org", "confirmed", "Sign Up for Our Newsletters"),
        ("weekly", "ani@example.org", "confirmed", "Sign Up for Our Newsletters"),
    ]


def test_old_addresses_lead_where_they_led_and_stay_deleted_here(folder):
    bring(folder)
    rows = dict(OldAddress.objects.filter(source="").values_list("path", "target"))
    story = Article.objects.get(slug="story-0").get_absolute_url()
    assert rows == {
        "/2019/05/ferry": story,
        "/?p=12": Article.objects.get(slug="story-1").get_absolute_url(),
        "/lake": "/section/lakes-again/",
        "/նավակ": "https://example.org/",
        "/over": "",
    }
    OldAddress.objects.filter(path="/lake").delete()
    OldAddress.objects.filter(path="/over").update(target="/")
    report = bring(folder)
    assert outcomes.counts(report)["redirect"] == {"unchanged": 6}
    assert not OldAddress.objects.filter(path="/lake").exists()
    with (folder / "redirects.csv").open("a") as file:
        file.write("/new,/feed/\n")
    papers.reseal(folder, "redirects.csv", (folder / "redirects.csv").read_text())
    bring(folder)
    targets = dict(OldAddress.objects.values_list("path", "target"))
    assert (targets["/new"], targets["/over"]) == ("/feed/", "/")


def test_notes_between_colleagues_come_home_once(leave):
    story = make_article()
    notes.write(story, make_user(username="ani"), "Who is this?")
    notes.write(story, None, "It had a password.")
    folder = leave().folder
    papers.empty()
    bring(folder)
    said = list(Note.objects.order_by("pk").values_list("by", "text"))
    assert said == [(None, "ani: Who is this?"), (None, "It had a password.")]
    Note.objects.filter(text="It had a password.").delete()
    assert outcomes.counts(bring(folder))["note"] == {"unchanged": 2}
    assert Note.objects.count() == 1


def test_the_paper_speaks_for_itself_and_nobody_else_does(folder):
    bring(folder)
    assert furnished.spoken() == [("I have its name alone.", False), ("True.", True)]


def test_an_archive_alone_never_speaks_for_the_paper(folder):
    wordpress.import_files([folder / "site.wxr.xml"])
    assert furnished.spoken() == [("I have its name alone.", False), ("True.", False)]


def test_words_that_an_archive_changes_are_the_paper_s_no_more(folder):
    bring(folder)
    archive = folder / "site.wxr.xml"
    archive.write_text(archive.read_text().replace("True.", "Buy gold."))
    wordpress.import_files([archive])
    assert furnished.spoken() == [("Buy gold.", False), ("I have its name alone.", False)]


def test_a_second_time_nothing_changes_and_it_says_so(folder, capsys):
    call_command("import_site", folder)
    assert "All of it was here" not in capsys.readouterr().out
    rows = everything()
    call_command("import_site", folder)
    assert everything() == rows
    assert "All of it was here already: nothing was changed." in capsys.readouterr().out


def test_a_rehearsal_writes_nothing_and_says_what_would_come(folder):
    rows = everything()
    rehearsed = outcomes.counts(bring(folder, rehearsal=True))
    assert everything() == rows
    brought = outcomes.counts(bring(folder))
    # A slug that a section once had leads on by itself, once the section is here.
    assert rehearsed.pop("redirect") == {"imported": 6}
    assert brought.pop("redirect") == {"imported": 5, "unchanged": 1}
    assert rehearsed == brought
    rows = everything()
    assert outcomes.counts(bring(folder, rehearsal=True)) == outcomes.counts(bring(folder))
    assert everything() == rows


def test_what_was_changed_here_since_stays(folder):
    bring(folder)
    Newsletter.objects.filter(slug="weekly").update(name="Ours")
    MenuItem.objects.filter(address="/feed/").delete()
    said = json.loads((folder / "json/paper.json").read_text())
    said["menus"], said["masthead"]["tagline"] = [], "Some of it"
    papers.reseal(folder, "json/paper.json", json.dumps(said))
    report = bring(folder)
    assert outcomes.counts(report)["masthead"] == {"changed": 1}
    assert outcomes.counts(report)["menus"] == {"skipped": 1}
    assert Masthead.objects.get().tagline == "Some of it"
    assert MenuItem.objects.count() == 2
    assert Newsletter.objects.get(slug="weekly").name == "Ours"
    bring(folder, overwrite=True)
    assert MenuItem.objects.count() == 0
    assert Newsletter.objects.get(slug="weekly").name == "Weekly"


def test_what_the_paper_has_already_stays_unless_the_export_is_to_win(folder):
    make_menu("/here/")
    report = bring(folder)
    counts = outcomes.counts(report)
    assert (counts["masthead"], counts["menus"]) == ({"skipped": 1}, {"skipped": 1})
    assert Masthead.objects.get().name == "The Newsroom"
    bring(folder, overwrite=True)
    assert Masthead.objects.get().name == "The Lake"
    assert MenuItem.objects.count() == 3


def test_what_fails_half_way_is_finished_by_the_next_run(folder, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(site.fronts.Fronts, "arrange", lambda *_: _fail())
        with pytest.raises(CommandError, match=r"No space left.*Run it again"):
            call_command("import_site", folder)
    assert (Newsletter.objects.count(), Front.objects.count()) == (2, 0)
    bring(folder)
    rows = everything()
    assert (Slot.objects.count(), Issue.objects.count()) == (4, 5)
    bring(folder)
    assert everything() == rows


def _fail():
    raise OSError(28, "No space left on device", "front")


def test_what_is_not_a_field_s_own_is_left_out(folder):
    said = json.loads((folder / "json/paper.json").read_text())
    said["masthead"] |= {"brand_light": "red; }", "logo": "../json/paper.json"}
    said["menus"][0]["address"] = "javascript:alert(1)"
    said["banners"][0]["ends_at"] = said["banners"][0]["begins_at"]
    papers.reseal(folder, "json/paper.json", json.dumps(said))
    report = bring(folder)
    paper = Masthead.objects.get()
    assert (paper.brand_light, paper.logo.name) == ("#8c1c1c", "")
    assert report.reasons["logo", NOT_HERE] == 1
    assert MenuItem.objects.count() == 2
    assert Banner.objects.count() == 1


def test_a_picture_that_was_torn_on_the_way_is_listed_and_comes_with_the_next_run(leave):
    picture = pictures.receive(upload((320, 200)), alt="A door")
    make_article(lead_picture=picture)
    folder = leave().folder
    papers.empty()
    file = folder / "media" / picture.original.name
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert outcomes.counts(bring(folder, rehearsal=True))["attachment"] == {"skipped": 1}
    report = bring(folder)
    assert report.reasons == {("attachment", TORN): 1}
    assert Article.objects.get().lead_picture is None
    file.write_bytes(whole)
    assert outcomes.counts(bring(folder))["post"] == {"changed": 1}
    assert Article.objects.get().lead_picture.alt == "A door"


def test_a_lonely_shortcode_comes_home_as_one_though_nothing_else_gives_it_away(leave):
    html = '<p>See <code class="shortcode">[chart]</code>, [then] and [sic].</p>'
    make_article(body=html)
    folder = leave().folder
    papers.empty()
    report = bring(folder)
    assert Article.objects.get().body == html
    assert report.notes == {("shortcode left out", "[chart]"): 1}
