"""`manage.py import_redirects FILE`: redirects of any number, some in each transaction."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles import publishing
from newsroom.models import OldAddress
from newsroom.oldlinks import keeping, lines, taking
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    """Return what the command says of files with these texts, line by line, and why it ends as it does."""

    def bring(*texts, **options):
        files = [tmp_path / f"{number}.csv" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out, why = StringIO(), ""
        try:
            call_command("import_redirects", *map(str, files), stdout=out, **options)
        except CommandError as error:
            why = str(error)
        return [line.replace(f"{tmp_path}/", "") for line in out.getvalue().splitlines()], why

    return bring


def rows():
    return sorted(OldAddress.objects.values_list("path", "target", "kind"))


def test_what_a_file_says_is_saved_and_a_second_time_nothing_is(bring, client, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 2)
    here = make.make_article(slug="the-ferry").get_absolute_url()
    text = f"path,target\n/a/,{here}\n\n/b,\n/c,https://party.example/\n/2019/05/ferry/,{here}\n"
    assert bring(text) == (["4 lines: 4 new, 0 changed, 0 unchanged, 0 refused."], "")
    saved = rows()
    assert saved == [
        ("/2019/05/ferry", here, ""),
        ("/a", here, ""),
        ("/b", "", ""),
        ("/c", "https://party.example/", ""),
    ]
    assert client.get("/2019/05/ferry/")["Location"] == here
    assert client.get("/b/").status_code == 410
    assert bring(text) == (["4 lines: 0 new, 0 changed, 4 unchanged, 0 refused."], "")
    assert rows() == saved


def test_refused_lines_are_listed_and_the_others_saved(bring):
    text = (
        "/a,/feed/\n/b,/a\n/c,/c/\n/d,/e\n/e,/d\nno,/feed/\n/f,javascript:x\n/a,/search/\n/g,/b2\n"
    )
    said, why = bring(text)
    assert said == [
        "0.csv:2  /b  /a leads on itself. Write where that ends: /feed/",
        "0.csv:3  /c  This would lead back to where it begins.",
        "0.csv:5  /e  This would lead back to where it begins.",
        "0.csv:6  no  An address begins with / where it is on this site, and with https:// elsewhere.",
        "0.csv:7  /f  An address begins with / where it is on this site, and with https:// elsewhere.",
        "0.csv:8  /a  Line 1 before it says already where this leads.",
        "9 lines: 3 new, 0 changed, 0 unchanged, 6 refused.",
    ]
    assert why == "6 of 9 lines were refused."
    assert rows() == [("/a", "/feed/", ""), ("/d", "/e", ""), ("/g", "/b2", "")]


@pytest.mark.parametrize("at_once", [1, 10])
def test_what_would_happen_is_said_as_it_then_happens(bring, monkeypatch, at_once):
    monkeypatch.setattr(taking, "AT_ONCE", at_once)
    text = "/x,/old\n/old,/feed/\n/y,/old\n/z,/x\n/gone,\n/w,/gone/\n/feed/,/x\n"
    rehearsed = bring(text, dry_run=True)
    assert rows() == []
    assert bring(text) == rehearsed
    assert rehearsed[0] == [
        "0.csv:3  /y  /old leads on itself. Write where that ends: /feed/",
        "0.csv:4  /z  /x leads on itself. Write where that ends: /feed/",
        "0.csv:6  /w  /gone/ is gone for good itself.",
        "0.csv:7  /feed/  The site itself answers at this address.",
        "7 lines: 3 new, 0 changed, 0 unchanged, 4 refused.",
    ]
    assert rows() == [("/gone", "", ""), ("/old", "/feed/", ""), ("/x", "/feed/", "")]
    assert bring(text, dry_run=True)[0][-1] == (
        "7 lines: 0 new, 0 changed, 3 unchanged, 4 refused."
    )


def test_several_files_are_one_list(bring):
    said, _ = bring("/a,/feed/\n", "/a,/search/\n/b,/a\n")
    assert said == [
        "1.csv:1  /a  Line 1 before it says already where this leads.",
        "1.csv:2  /b  /a leads on itself. Write where that ends: /feed/",
        "3 lines: 1 new, 0 changed, 0 unchanged, 2 refused.",
    ]


def test_what_leads_there_already_is_left_alone(bring, client):
    editor, story = make.make_user("editor"), make.make_article(slug="the-ferry")
    former = story.get_absolute_url()
    story.slug = "the-boat"
    publishing.save(story, by=editor)
    draft = make.make_article(slug="to-come", status="draft")
    keeping.remember(["/brought"], "post", story.pk, "lake.example")
    keeping.remember(["/early"], "post", draft.pk, "lake.example")
    kept, here = rows(), story.get_absolute_url()
    text = (
        f"{former},{here}\n/brought,{here}\n/brought,{former}\n/early,{draft.get_absolute_url()}\n"
    )
    said, _ = bring(text.replace(f"/brought,{former}\n", ""))
    assert said == ["3 lines: 0 new, 0 changed, 3 unchanged, 0 refused."]
    assert rows() == kept
    assert bring(f"/brought,/feed/\n{former},/feed/\n")[0] == [
        f"0.csv:2  {former}  The site itself answers at this address.",
        "2 lines: 0 new, 1 changed, 0 unchanged, 1 refused.",
    ]
    assert ("/brought", "/feed/", "") in rows()


def test_what_wordpress_plugin_redirection_exports(bring):
    text = (
        "source,target,regex,code,type,hits,title,status\n"
        '"/a/","/feed/",0,301,"url",7,"","active"\n'
        '"/b","",0,410,"error",0,"","active"\n'
        '"/c/(.*)","/feed/",1,301,"url",0,"","active"\n'
        '"/d","/feed/",0,301,"url",0,"","disabled"\n'
        '"/e","/unknown",0,301,"url",0,"","active"\n'
    )
    assert bring(text)[0] == [
        "0.csv:4  /c/(.*)  This is a pattern, not an address.",
        "0.csv:5  /d  It was switched off on the old site.",
        "0.csv:6  /e  The file does not say where it leads.",
        "5 lines: 2 new, 0 changed, 0 unchanged, 3 refused.",
    ]
    assert rows() == [("/a", "/feed/", ""), ("/b", "", "")]


def test_a_broken_line_spoils_no_other(bring):
    long, broken = b"/" + b"x" * 200_000 + b",/feed/\n", b"/caf\xe9,/feed/\n"
    said, _ = bring(long + broken + b'"/open,/feed/\n/b\x00,/feed/\n/a,/feed/\n')
    assert [line.partition("  ")[0] for line in said[:-1]] == [
        *("0.csv:1", "0.csv:2", "0.csv:3", "0.csv:4")
    ]
    assert said[1].endswith("This is no address.")
    assert said[-1] == "5 lines: 1 new, 0 changed, 0 unchanged, 4 refused."
    assert rows() == [("/a", "/feed/", "")]
    assert "No such file" in bring_nothing()


def bring_nothing():
    with pytest.raises(CommandError) as error:
        call_command("import_redirects", "/nowhere/redirects.csv")
    return str(error.value)


@pytest.mark.django_db(transaction=True)
def test_each_transaction_is_short_and_what_was_read_before_a_break_is_kept(monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 2)

    def file():
        yield "/a,/feed/\n"
        yield "no,/feed/\n"
        assert not connection.in_atomic_block
        yield "/c,/feed/\n"
        raise KeyboardInterrupt

    held = []
    with pytest.raises(KeyboardInterrupt):
        taking.take(lines.read(file()), lambda line: held.append(connection.in_atomic_block))
    assert (held, rows()) == ([False], [("/a", "/feed/", "")])
