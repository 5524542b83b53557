"""What becomes of a run: done, refused in a sentence, stopped between two items, or failed with a line in the log."""

import pytest
from django.core.files.storage import storages

from articles.models import Article
from newsroom.models import ImportRun, Moved
from newsroom.moving import wordpress
from newsroom.moving.bringing.run import Run
from newsroom.moving.runs import carrying, files
from tests import make
from tests.newsroom.moving import exports
from tests.newsroom.moving.runs.conftest import upload

pytestmark = pytest.mark.django_db
HEADING = "kind,old id,title,line,outcome,why,kind here,id here"


def carried_out(run):
    taken = ImportRun.objects.take("a worker")
    assert taken == run
    carrying.carry_out(taken)
    run.refresh_from_db()
    return run


def report(run):
    with storages["archives"].open(run.report) as file:
        return file.read().decode().splitlines()


def test_a_rehearsal_says_what_would_happen_and_writes_nothing_else(begin):
    run = carried_out(begin(exports.post(), exports.post(post_id="12", status="draft")))
    assert (run.status, run.source, run.said) == ("done", "lake.example", "")
    assert run.counts["in_file"] == {"post": 2}
    assert run.counts["adds_up"]
    assert report(run)[0].startswith(HEADING)
    assert len(report(run)) == 3
    assert (Article.objects.count(), Moved.objects.count()) == (0, 0)


def test_an_import_brings_and_says_so(begin):
    run = carried_out(begin(exports.post(title="The ferry is back"), rehearsal=False))
    assert (run.status, run.counts["outcomes"]["post"]["imported"]) == ("done", 1)
    story = Article.objects.get()
    assert story.headline == "The ferry is back"
    assert f",imported,,post,{story.pk}," in report(run)[1]


def test_several_files_packed_or_not_are_one_archive():
    uploads = [
        upload(exports.post(post_id="12"), name="part2.xml.gz"),
        upload(exports.post(post_id="11"), name="part1.xml"),
    ]
    run = files.begin(make.make_user("editor"), uploads, [], zone="")
    assert [file.name for file in run.files.all()] == ["part1.xml", "part2.xml.gz"]
    assert carried_out(run).counts["in_file"] == {"post": 2}


def test_a_file_that_lies_on_the_server_is_read_where_it_lies(settings):
    settings.ARCHIVES_DIR.mkdir()
    (settings.ARCHIVES_DIR / "whole.xml").write_text(exports.export(exports.post()))
    (settings.ARCHIVES_DIR / "notes.txt").write_text("Not an export.")
    assert [each.name for each in files.lying()] == ["whole.xml"]
    run = files.begin(make.make_user("editor"), [], files.lying(), zone="")
    assert carried_out(run).counts["in_file"] == {"post": 1}
    (settings.ARCHIVES_DIR / "whole.xml").unlink()
    again = files.hand_on(run, None, rehearsal=False)
    assert carried_out(again).status == "refused"
    assert again.said == "“whole.xml” does not lie on the server any more."


def test_a_file_that_cannot_be_read_to_its_end_is_refused_in_one_sentence():
    cut = upload(exports.post(), exports.post(post_id="12"))
    cut.file.truncate(cut.size - 200)
    run = files.begin(make.make_user("editor"), [cut], [], zone="")
    ImportRun.objects.update(rehearsal=False)
    assert carried_out(run).status == "refused"
    assert run.said.startswith("Line ")
    assert "\n" not in run.said
    assert (Article.objects.count(), Moved.objects.count()) == (0, 0)


def test_an_error_that_nobody_foresaw_is_told_and_logged(begin, monkeypatch, caplog):
    def fall(*args, **kwargs):
        raise ValueError("of no use to an editor")

    monkeypatch.setattr(wordpress, "import_files", fall)
    run = carried_out(begin(exports.post()))
    assert run.status == "failed"
    assert run.said == (
        "It ended with an error that nobody foresaw (ValueError). The server's log has more."
    )
    assert "of no use to an editor" in caplog.text


def test_it_names_the_record_over_which_it_fell_and_stores_no_part_of_it(begin, monkeypatch):
    bring = Run.take_one

    def fall(self, record):
        bring(self, record)
        if getattr(record, "old_id", "") == "12":
            raise ValueError("after it was written")

    monkeypatch.setattr(Run, "take_one", fall)
    boats = exports.post(post_id="12", post_name="boats", title="Boats")
    run = carried_out(begin(boats, rehearsal=False))
    assert "(ValueError, post 12 “Boats”)" in run.said
    assert (Article.objects.count(), Moved.objects.count()) == (0, 0)


def test_it_speaks_the_language_of_whoever_asked(begin, monkeypatch):
    run = begin(exports.post())
    run.created_by.desk_language = "hy"
    run.created_by.save()
    run.files.get().forget()
    said = carried_out(run).said
    assert said.startswith("«export.xml»")


def test_a_stop_is_heard_between_two_items(begin, monkeypatch):
    monkeypatch.setattr(carrying, "OFTEN", 0)
    monkeypatch.setattr(carrying, "BREATH", 0)
    posts = [exports.post(post_id=str(number), post_name=f"p{number}") for number in range(1, 61)]
    run, step = begin(*posts, rehearsal=False), ImportRun.step

    def stop_after_the_first(self, phase, done, total):
        if Article.objects.exists():
            ImportRun.objects.get().stop()
        return step(self, phase, done, total)

    monkeypatch.setattr(ImportRun, "step", stop_after_the_first)
    assert carried_out(run).status == "stopped"
    brought = Article.objects.count()
    assert 0 < brought < 60
    monkeypatch.setattr(ImportRun, "step", step)
    run.go_on()
    outcomes = carried_out(run).counts["outcomes"]["post"]
    assert (outcomes["unchanged"], outcomes["imported"]) == (brought, 60 - brought)


def test_what_was_chosen_reaches_the_import(begin, monkeypatch, settings):
    heard = []

    def listen(paths, options, **more):
        heard.append(options)
        raise wordpress.Stopped

    monkeypatch.setattr(wordpress, "import_files", listen)
    chosen = {"rehearsal": False, "overwrite": True, "media": "fetch", "zone": "Asia/Yerevan"}
    chosen |= {"tag_base": "topics", "author_base": "people"}
    carried_out(begin(exports.post(), **chosen))
    carried_out(begin(exports.post()))
    carried_out(begin(exports.post(), media="copy"))
    first, second, third = heard
    assert (str(first.zone), first.rehearsal, first.overwrite, first.fetch_media) == (
        *("Asia/Yerevan", False, True, True),
    )
    assert (first.tag_base, first.author_base) == ("topics", "people")
    assert second == wordpress.Options(rehearsal=True)
    assert (third.media_from, third.fetch_media) == (settings.ARCHIVES_DIR / "uploads", False)


def test_a_run_that_begins_again_leaves_one_report(begin, archives):
    run = begin(exports.post())
    carried_out(run)
    first = run.report
    ImportRun.objects.update(status="stopped")
    run.go_on()
    assert ImportRun.objects.take("another worker") == run
    carrying.carry_out(ImportRun.objects.get())
    run.refresh_from_db()
    assert run.report != first
    assert {path.name for path in archives.iterdir()} == {run.report, run.files.get().upload}


def test_nobody_else_on_the_machine_reads_what_is_kept(begin, archives):
    carried_out(begin(exports.post()))
    assert archives.stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o077 for path in archives.iterdir()} == {0}
