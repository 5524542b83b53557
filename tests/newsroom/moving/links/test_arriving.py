"""Every old address of an imported site answers, whatever its permalinks looked like."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles import publishing
from articles.models import Article, Section
from newsroom.models import OldAddress
from newsroom.moving import wordpress
from newsroom.oldlinks import keeping
from tests import make
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db

PERMALINKS = {
    "plain": "/?p={id}",
    "day and name": "/{year}/{month}/{day}/{slug}/",
    "month and name": "/{year}/{month}/{slug}/",
    "numeric": "/archives/{id}",
    "post name": "/{slug}/",
    "category and name": "/harbour/{slug}/",
    "category, name and ending": "/harbour/{slug}.html",
    "author and name": "/by/nare/{slug}/",
    "almost pretty": "/index.php/{year}/{month}/{day}/{slug}/",
}
HEAD = """
<title>The Lake Gazette</title>
<link>https://lake.example{folder}</link>
<wp:wxr_version>{{version}}</wp:wxr_version>
<wp:base_site_url>https://lake.example</wp:base_site_url>
<wp:base_blog_url>https://lake.example{folder}</wp:base_blog_url>
"""


def linked(post, link):
    """Return a post with another link than the one by its number."""
    head, _, rest = post.partition("<link>")
    return f"{head}<link>{link}</link>{rest.partition('</link>')[2]}"


def answers(client, *asked):
    """Return the status of each address, and of a redirect the status of where it leads."""
    found = {}
    for address in asked:
        answer = client.get(address)
        found[address] = answer.status_code
        if answer.status_code == 301:
            found[address] = (301, client.get(answer["Location"]).status_code)
    return found


@pytest.fixture
def whole(tmp_path):
    """Import records as the export of a site below a folder."""

    def whole(*records, folder=""):
        path = tmp_path / "whole.xml"
        path.write_text(exports.export(*records, head=HEAD.format(folder=folder)))
        return wordpress.import_files([path])

    return whole


@pytest.mark.parametrize("folder", ["", "/blog", "/news"])
@pytest.mark.parametrize("structure", PERMALINKS)
def test_every_permalink_structure(client, whole, structure, folder):
    parts = {"id": 11, "year": "2021", "month": "03", "day": "04", "slug": "the-ferry"}
    path = folder + PERMALINKS[structure].format(**parts)
    old = folder + PERMALINKS[structure].format(**parts | {"slug": "a-boat"})
    former = exports.element("wp:meta_key", "_wp_old_slug") + exports.element(
        "wp:meta_value", "a-boat"
    )
    post = exports.post(
        f"<wp:postmeta>{former}</wp:postmeta>",
        exports.label("category", "harbour", "Harbour"),
        exports.label("post_tag", "boats", "Boats"),
        post_name="the-ferry",
    )
    records = (
        exports.category(old_id="4"),
        exports.author(),
        linked(post, f"https://lake.example{path}"),
    )
    whole(*records, folder=folder)
    here = Article.objects.get().get_absolute_url()
    asked = [path, old, path.rstrip("/"), f"{folder}/?p=11", f"{folder}/?p=11&amp=1"]
    asked += [f"{path}amp/", f"{path}feed/"] if path.endswith("/") else []
    stands = {here: 200, f"{here}feed/": 200} if path == here else {}
    expected = dict.fromkeys(asked, (301, 200)) | stands
    assert answers(client, *asked) == expected
    lists = [
        "/category/harbour/",
        "/?cat=4",
        "/tag/boats/",
        "/?tag=boats",
        "/author/nare/feed/atom",
    ]
    assert answers(client, *(folder + each for each in lists)) == {
        folder + each: (301, 200) for each in lists
    }
    assert client.get(f"{folder}/?author=7").headers["Location"].startswith("/author/")


def test_a_second_import_writes_no_address_again(client, whole):
    records = exports.category(), exports.tag(), exports.author(), exports.post()
    whole(*records, folder="/blog")
    written = list(OldAddress.objects.values())
    report = whole(*records, folder="/blog")
    assert list(OldAddress.objects.values()) == written
    assert report.notes == {}


def test_two_things_with_one_address_are_named(client, whole):
    link = "https://lake.example/the-ferry/"
    report = whole(linked(exports.post(), link), linked(exports.post(post_id="12"), link))
    assert report.notes == {("old address that leads elsewhere already", "/the-ferry"): 1}
    first = Article.objects.order_by("pk")[0]
    assert client.get("/the-ferry/")["Location"] == first.get_absolute_url()


def test_a_rehearsal_keeps_no_address(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.category(), exports.post()))
    wordpress.import_files([path], wordpress.Options(rehearsal=True))
    assert OldAddress.objects.count() == 0


def test_what_was_in_the_trash_is_gone_and_what_waited_is_unknown(client, whole):
    trash = exports.post(post_id="12", status="trash", post_name="old__trashed")
    whole(
        linked(trash, "https://lake.example/old__trashed/"),
        linked(exports.post(post_id="13", status="private"), "https://lake.example/private/"),
    )
    assert answers(client, "/?p=12", "/?p=13", "/private/") == {
        "/?p=12": 410,
        "/?p=13": 404,
        "/private/": 404,
    }


def test_a_story_that_is_renamed_after_the_import_is_one_step_away(client, whole):
    whole(linked(exports.post(), "https://lake.example/the-ferry-is-back/"))
    story = Article.objects.get()
    before = story.get_absolute_url()
    for slug in ("a-boat", "a-raft"):
        story.slug = slug
        publishing.save(story, by=None)
    for address in ("/the-ferry-is-back/", "/?p=11", before):
        assert client.get(address)["Location"] == story.get_absolute_url()


def test_lists_that_no_head_declares_have_their_addresses(client, whole):
    whole(
        exports.post(
            exports.label("category", "harbour", "Harbour"),
            exports.label("author", "cap-ani", "Ani Lori"),
        )
    )
    section = Section.objects.get()
    assert client.get("/category/harbour/")["Location"] == section.get_absolute_url()
    assert answers(client, "/author/ani/", "/?author_name=ani") in (
        {"/author/ani/": (301, 200), "/?author_name=ani": (301, 200)},
        {"/author/ani/": 200, "/?author_name=ani": (301, 200)},
    )


def test_a_picture_that_stays_behind_leads_to_its_story(client, whole):
    file = exports.post(post_id="12", post_type="attachment", status="inherit", post_parent="11")
    stray = exports.post(post_id="13", post_type="attachment", status="inherit", post_parent="0")
    link = "https://lake.example/img_1/"
    records = linked(file, link), stray, linked(exports.post(), "https://lake.example/the-ferry/")
    whole(*records)
    here = Article.objects.get().get_absolute_url()
    for address in ("/img_1/", "/?attachment_id=12", "/?p=12"):
        assert client.get(address)["Location"] == here
    assert client.get("/?p=13").status_code == 404
    written = list(OldAddress.objects.values())
    report = whole(*records)
    assert (list(OldAddress.objects.values()), report.notes) == (written, {})


def test_a_picture_that_comes_later_takes_its_address_from_the_story(client, whole):
    keeping.remember(["/img_1", "/?p=12"], "post", 7, "lake.example")
    picture = make.make_picture()
    assert keeping.remember(["/img_1"], "picture", picture.pk, "pond.example") == ["/img_1"]
    assert keeping.remember(["/img_1"], "picture", picture.pk, "lake.example") == []
    assert keeping.remember(["/img_1"], "post", 7, "lake.example") == ["/img_1"]
    assert client.get("/img_1/")["Location"].startswith("/media/")


def test_lists_below_words_of_the_old_site_s_own_answer_too(client, tmp_path):
    path = tmp_path / "export.xml"
    written = exports.label("post_tag", "boats", "Boats"), exports.label("category", "lake", "Lake")
    path.write_text(exports.export(exports.author(), exports.post(*written)))
    bases = {"tag_base": "/Topics", "author_base": "people/by"}
    call_command("import_wordpress", str(path), **bases, stdout=StringIO())
    story = Article.objects.get()
    tag, writer = story.tags.get(), story.bylines.get().contributor
    led = {
        **dict.fromkeys(("/topics/boats/", "/topics/boats/page/2/", "/tag/boats/"), tag),
        **dict.fromkeys(("/people/by/nare/", "/author/nare/page/3/"), writer),
        **dict.fromkeys(("/desks/lake/", "/desks/lake/page/4/"), story.section),
    }
    assert {address: client.get(address)["Location"] for address in led} == {
        address: thing.get_absolute_url() for address, thing in led.items()
    }
