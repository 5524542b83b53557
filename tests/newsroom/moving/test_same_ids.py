"""Two records of an archive to which it gives one id: the words of both come along."""

from itertools import permutations

import pytest

from articles.models import Article, Note, Page, Picture
from comments.models import Comment
from newsroom.models import Moved
from newsroom.moving import wordpress
from newsroom.moving.bringing import answers, batches
from newsroom.moving.reading import records
from tests.newsroom.moving import exports
from tests.newsroom.moving.media import files
from tests.newsroom.moving.outcomes import counts, everything

pytestmark = pytest.mark.django_db

TWICE = "another one in the file has the same id"


def post(*inside, slug, guid, **rest):
    """Return a post with the number 11 at an address of its own."""
    written = exports.post(*inside, exports.element("guid", guid), post_name=slug, **rest)
    return written.replace("https://lake.example/?p=11", f"https://lake.example/{slug}/", 1)


FERRY = post(exports.comment(), slug="ferry", guid="https://lake.example/?p=11")
MARKET = post(
    exports.comment(id="5", content="How much is the trout?"),
    exports.comment(id="6", parent="5", content="Two thousand."),
    slug="market",
    guid="https://market.example/?p=11",
    title="The market opens",
    body="Trout again.",
)
LATER = post(
    exports.comment(),
    exports.comment(id="7", parent="5", content="At last."),
    slug="ferry",
    guid="https://lake.example/?p=11",
    body="It left at one.",
)


@pytest.fixture
def bring_files(tmp_path):
    """Import files of these records as one archive, and return the report."""

    def bring(*texts, **options):
        paths = [tmp_path / f"part-{number}.xml" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(exports.export(text))
        report = wordpress.import_files(paths, wordpress.Options(**options))
        assert report.adds_up()
        return report

    return bring


def stories():
    rows = Article.objects.order_by("slug").values_list("slug", "body", "status")
    return [
        (slug, body.replace("<p>", "").replace("</p>", "").strip(), status)
        for slug, body, status in rows
    ]


def below():
    found = Comment.objects.order_by("article__slug", "pk")
    return list(found.values_list("article__slug", "parent__body", "body"))


def test_another_text_with_the_same_id_is_a_story_of_its_own(bring, client):
    report = bring(FERRY, MARKET)
    assert counts(report) == {"post": {"imported": 2}, "comment": {"imported": 3}}
    assert stories() == [
        ("ferry", "It left at noon.", "ready"),
        ("market", "Trout again.", "ready"),
    ]
    assert below() == [
        ("ferry", None, "Good news."),
        ("market", None, "How much is the trout?"),
        ("market", "How much is the trout?", "Two thousand."),
    ]
    assert report.notes["another item has the same id", "11 in line 11"] == 1
    [note] = Note.objects.filter(article__slug="market")
    assert note.text == "The old site has two texts with the number 11; this one is in line 11."
    ferry, market = Article.objects.order_by("slug")
    assert client.get("/?p=11")["Location"] == ferry.get_absolute_url()
    assert client.get("/market/")["Location"] == market.get_absolute_url()


@pytest.mark.parametrize("order", list(permutations([FERRY, MARKET, LATER])))
def test_any_order_of_the_files_finds_the_same_rows(bring_files, order):
    bring_files(FERRY, MARKET, LATER)
    before = everything()
    assert len(stories()) == 3
    report = bring_files(*order)
    assert everything() == before
    assert counts(report)["post"] == {"unchanged": 3}


@pytest.mark.parametrize("at_once", [1, 50])
def test_what_an_earlier_run_brought_keeps_the_id(bring_files, monkeypatch, at_once):
    monkeypatch.setattr(batches, "AT_ONCE", at_once)
    bring_files(FERRY)
    key = Article.objects.get().pk
    report = bring_files(MARKET, FERRY)
    assert counts(report)["post"] == {"imported": 1, "unchanged": 1}
    assert Moved.objects.get(kind="post", old_id="11").new_id == key
    bring_files(MARKET)
    assert [slug for slug, _, _ in stories()] == ["ferry", "market"]


def test_another_version_of_a_text_is_a_draft_and_its_comments_stand_below_the_first(bring):
    report = bring(FERRY, LATER)
    assert counts(report) == {
        "post": {"imported": 2},
        "comment": {"imported": 2, "skipped": 1},
    }
    assert [(body, status) for _, body, status in stories()] == [
        ("It left at noon.", "ready"),
        ("It left at one.", "draft"),
    ]
    assert below() == [("ferry", None, "Good news."), ("ferry", "Good news.", "At last.")]
    assert report.skipped == {("comment", TWICE): ["5 Aram"]}
    [note] = Note.objects.all()
    assert "another version of the old site's text 11" in note.text


@pytest.mark.parametrize("rehearsal", [True, False])
def test_the_same_text_again_is_the_same_story(bring_files, rehearsal):
    again = FERRY.replace("</item>", f"{exports.comment(id='9', content='And back.')}</item>")
    report = bring_files(FERRY, again, rehearsal=rehearsal)
    assert counts(report) == {
        "post": {"imported": 1, "skipped": 1},
        "comment": {"imported": 2, "skipped": 1},
    }
    assert report.skipped == {
        ("post", TWICE): ["11 The ferry is back"],
        ("comment", TWICE): ["5 Aram"],
    }
    assert len(stories()) == (not rehearsal)


def test_split_files_that_repeat_their_pictures_bring_them_once(bring_files, tmp_path):
    picture = exports.attachment()
    report = bring_files(picture + FERRY, picture + MARKET)
    assert counts(report)["attachment"] == {"skipped": 2}
    assert report.skipped["attachment", TWICE] == ["40 The ferry is back"]
    assert counts(report)["post"] == {"imported": 2}


def test_pages_and_pictures_that_share_an_id_come_along_too(bring, tmp_path):
    uploads = tmp_path / "uploads"
    for name, colour in {"ferry.jpg": "teal", "market.jpg": "red"}.items():
        files.put(uploads, name, files.photo(colour))
    report = bring(
        exports.attachment(url="https://lake.example/wp-content/uploads/ferry.jpg"),
        exports.attachment(url="https://lake.example/wp-content/uploads/market.jpg"),
        exports.post(exports.element("guid", "a"), post_type="page", post_name="about"),
        exports.post(
            exports.element("guid", "b"), post_type="page", post_name="imprint", title="Imprint"
        ),
        media_from=uploads,
    )
    assert counts(report) == {"attachment": {"imported": 2}, "page": {"imported": 2}}
    assert Picture.objects.count() == 2
    assert set(Page.objects.public().values_list("path", flat=True)) == {"about", "imprint"}


def test_what_a_reader_answered_under_another_story_is_not_torn_from_there(bring):
    copied = exports.comment(id="8", parent="5", content="Me too.")
    bring(FERRY, MARKET, exports.post(exports.comment(), copied, post_id="12", post_name="lake"))
    assert ("lake", None, "Me too.") in below()


def test_each_comment_of_a_deep_thread_is_looked_at_once():
    class Counted(dict):
        looks = 0

        def __getitem__(self, key):
            self.looks += 1
            return super().__getitem__(key)

    def comment(number, parent):
        empty = dict.fromkeys(["kind", "approved", "author", "email", "url", "ip", "date"], "")
        return records.Comment(str(number), str(parent), **empty, date_gmt="", body="")

    deep = Counted({str(n): comment(n, n - 1) for n in range(300, 0, -1)})
    deep |= {"401": comment(401, 402), "402": comment(402, 401), "403": comment(403, 402)}
    depths = answers.depths_of(deep)
    assert [depths[str(n)] for n in (1, 2, 300, 401, 402, 403)] == [0, 1, 299, 0, 0, 0]
    assert deep.looks == 303


def test_zeros_before_a_number_are_no_other_number(bring, client):
    report = bring(
        exports.post(exports.comment(), exports.comment(id="006", parent="05"), post_id="0011"),
        exports.post(exports.comment(), post_id="11"),
        exports.category(old_id="03"),
    )
    assert counts(report)["post"] == {"imported": 1, "skipped": 1}
    assert set(
        Moved.objects.exclude(kind__in=("author", "category")).values_list("kind", "old_id")
    ) == {*(("post", "11"), ("comment", "5"), ("comment", "6"))}
    assert below()[1] == ("the-ferry-is-back", "Good news.", "Good news.")
    assert client.get("/?p=11")["Location"] == Article.objects.get().get_absolute_url()


def test_a_file_cannot_write_the_ids_that_tell_two_apart(bring):
    known = exports.post(exports.comment(), exports.comment(id="5~vb"))
    report = bring(known, exports.post(exports.comment(id="6"), post_id="11~vb", post_name="b"))
    assert report.adds_up()
    assert counts(report)["post"] == {"imported": 1, "skipped": 1}
    assert counts(report)["comment"] == {"imported": 1, "skipped": 2}
    assert Moved.objects.filter(old_id__contains="~").count() == 0
