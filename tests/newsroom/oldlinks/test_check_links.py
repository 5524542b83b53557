"""The proof that every old address answers, against the running site."""

import gzip
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from articles.models import Page
from newsroom.models import OldAddress
from newsroom.moving.links import listing
from newsroom.oldlinks import checking, keeping
from tests import make
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running(live_server, settings):
    """The site at a port of this machine, under the name that it has for its readers."""
    settings.SITE_URL = "http://news.example"
    settings.ALLOWED_HOSTS = ["news.example"]
    return live_server.url


def write(tmp_path, text, name="links"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def check(path, base, *more):
    """Return what the command says, line by line, and why it ends as it does."""
    out, why = StringIO(), ""
    try:
        call_command("check_links", path, "--base", base, "--connections", "3", *more, stdout=out)
    except CommandError as error:
        why = str(error)
    return out.getvalue().splitlines(), why


def test_what_answers_and_what_does_not(running, tmp_path):
    story = make.make_article(slug="the-ferry")
    keeping.remember(["/the-ferry-is-back", "/?p=12"], "post", story.pk, "lake.example")
    OldAddress.objects.create(path="/gone")
    OldAddress.objects.create(path="/party", target="https://party.example/")
    lines = "address\n/the-ferry-is-back/\nhttps://lake.example/?p=12,\n/gone/\n/party\n/\n\n"
    said, why = check(write(tmp_path, lines), running)
    assert (said, why) == (["5 of 5 answered."], "")
    said, why = check(write(tmp_path, lines + "/nothing/\n/?p=13\n"), running)
    assert said == ["/nothing/  404", "/?p=13  404", "5 of 7 answered."]
    assert why == "2 of 7 did not answer."


def test_one_step_is_the_most(running, tmp_path):
    Page.objects.create(path="about", title="About")
    OldAddress.objects.create(path="/a", target="/feed/atom/")
    OldAddress.objects.create(path="/b", target="/nothing/")
    said, _ = check(write(tmp_path, "/about\n/a\n/b\n"), running)
    assert said == [
        "/a  leads to /feed/atom/, which leads on to /feed/",
        "/b  leads to /nothing/, which answers 404",
        "1 of 3 answered.",
    ]


def test_a_site_that_does_not_answer(tmp_path):
    said, why = check(write(tmp_path, "/a\n/b\n"), "http://127.0.0.1:9")
    assert [line[:13] for line in said] == ["/a  no answer", "/b  no answer", "0 of 2 answer"]
    assert why == "2 of 2 did not answer."


def test_a_line_on_which_nobody_answered_is_used_again():
    verdicts = checking.check(["/a", "/b"], "http://127.0.0.1:9", connections=1)
    assert ["refused" in each.why for each in verdicts] == [True, True]


def test_an_export_that_was_brought_in_whole(running, tmp_path):
    path = write(
        tmp_path,
        exports.export(
            exports.category(old_id="4"),
            exports.tag(),
            exports.author(),
            exports.post(),
            exports.post(post_id="12", status="draft"),
            exports.post(post_id="13", post_password="secret"),
            exports.attachment(post_id="41", parent="12", post_name="plan"),
        ),
    )
    said, why = check(path, running)
    assert (said[-1], why) == ("0 of 8 answered.", "8 of 8 did not answer.")
    call_command("import_wordpress", path, stdout=StringIO())
    said, why = check(path, running)
    assert (said, why) == (["8 of 8 answered."], "")


def test_lists_below_words_of_the_old_site_s_own_are_asked_for_too(running, tmp_path):
    about_boats = exports.post(exports.label("post_tag", "boats", "Boats"))
    path = write(tmp_path, exports.export(exports.author(), exports.tag(), about_boats))
    call_command("import_wordpress", path, stdout=StringIO())
    bases = ("--tag-base", "themes", "--author-base", "writers")
    said, _ = check(path, running, *bases)
    listed = {line.split()[0] for line in said[:-1]}
    assert (listed, said[-1]) == ({"/themes/boats", "/writers/nare"}, "6 of 8 answered.")
    call_command("import_wordpress", path, *bases, stdout=StringIO())
    assert check(path, running, *bases) == (["8 of 8 answered."], "")


def test_what_cannot_be_read(running, tmp_path):
    _, why = check(write(tmp_path, exports.export(exports.post())[:-60]), running)
    assert "ends here" in why
    _, why = check(str(tmp_path / "nowhere"), running)
    assert "No such file" in why


@pytest.mark.parametrize(
    "broken",
    [
        gzip.compress(b"/a\n" * 99)[:-9],
        b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"x" * 40,
        b"/" + b"a" * 200_000,
    ],
    ids=["packing cut off", "packing damaged", "no end of a line"],
)
def test_a_list_that_is_damaged_is_refused_in_one_sentence(tmp_path, broken):
    path = write(tmp_path, broken)
    _, why = check(path, "http://127.0.0.1:9")
    assert why.startswith(f"{path}: It cannot be read to its end: ")


@pytest.mark.parametrize("base", ["ftp://news.example", "news.example"])
def test_where_the_site_runs_has_to_be_said_in_full(tmp_path, base):
    _, why = check(write(tmp_path, "/a"), base)
    assert why.startswith("--base is a whole address")


SITEMAP = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://lake.example/the-ferry/</loc></url>
<url><loc> https://lake.example/?p=1&amp;x=2 </loc><lastmod>2021</lastmod></url>
<url><loc><![CDATA[https://lake.example/%d5%a1/]]></loc></url><url><loc>&e;</loc></url></urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps(tmp_path, monkeypatch, packed):
    monkeypatch.setattr(listing, "PIECE", 7)
    path = write(tmp_path, gzip.compress(SITEMAP.encode()) if packed else SITEMAP)
    assert list(listing.read(path)) == ["/the-ferry/", "/?p=1&x=2", "/%d5%a1/"]


def test_lists(tmp_path):
    lines = '\ufeffpath,target\n/ա/,/feed/\n"/a,b",x\n# a remark\nhttps://lake.example\n'
    lines += "//evil.example/x\nhttp://[\n/a b?q=c d\nmailto:nare@lake.example\n/a\0b\n"
    asked = ["/%D5%A1/", "/a,b", "/", "/x", "/a%20b?q=c%20d", "/ab"]
    assert list(listing.read(write(tmp_path, lines))) == asked


def test_nobody_else_is_asked(settings):
    settings.SITE_URL = "http://news.example"
    seen = []

    def ask(address):
        seen.append(address)
        return 301, "http://news.example.evil.example/" if len(seen) == 1 else ""

    assert [each.why for each in checking.verdicts(ask, ["/a"])] == [""]
    assert seen == ["/a"]


def test_behind_a_web_server_the_site_is_asked_as_its_readers_ask(settings):
    settings.SITE_URL = "https://news.example"
    given = {
        base: checking.Lines(urlsplit(base), 0).headers
        for base in ("http://127.0.0.1:8000", "https://news.example")
    }
    assert given == {
        "http://127.0.0.1:8000": {"Host": "news.example", "X-Forwarded-Proto": "https"},
        "https://news.example": {"Host": "news.example"},
    }
