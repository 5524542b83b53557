"""Bringing in an archive at the desk: hand it over, look, bring it in, watch, stop, read what came of it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.models import Article
from newsroom.models import ImportFile, ImportRun
from tests import make
from tests.newsroom.moving import exports
from tests.newsroom.moving.runs.archivedesk import DESK, hand_over, page, press, text, work
from tests.newsroom.moving.runs.conftest import upload

pytestmark = pytest.mark.django_db


def test_an_archive_that_is_handed_over_is_looked_at_and_nothing_is_stored(client, editor):
    answer = hand_over(client, upload(exports.post(), exports.post(post_id="12", status="trash")))
    run = ImportRun.objects.get()
    assert answer["Location"] == f"{DESK}{run.pk}/change/"
    assert (run.rehearsal, run.created_by, run.status) == (True, editor, "waiting")
    assert "It begins within seconds" in text(page(client, run))
    said = text(page(client, work()))
    assert "Each of the 2 records in the archive stands in exactly one column." in said
    assert "would come in would change unchanged would be left out" in said
    assert "posts 2 1 0 0 1" in said
    assert Article.objects.count() == 0


def test_it_is_brought_in_with_what_was_chosen_once_somebody_says_so(client, editor):
    hand_over(client, upload(exports.post()))
    looked = work()
    answer = press(client, looked, "_bring", overwrite="on", zone="Asia/Yerevan", media="fetch")
    run = ImportRun.objects.latest("pk")
    assert answer["Location"] == f"{DESK}{run.pk}/change/"
    chosen = (run.rehearsal, run.overwrite, run.zone, run.media, run.source)
    assert chosen == (False, True, "Asia/Yerevan", "fetch", "lake.example")
    ImportRun.objects.update(media="none")
    assert "posts 1 1 0 0 0" in text(page(client, work()))
    assert Article.objects.count() == 1
    assert LogEntry.objects.filter(user=editor).count() == 2
    press(client, looked, "_bring")  # a second time, from the old page
    assert ImportRun.objects.count() == 2


def test_a_second_import_changes_nothing_and_says_so(client, editor):
    hand_over(client, upload(exports.post()))
    press(client, work(), "_bring")
    press(client, work(), "_bring")
    assert "Nothing has changed." in text(page(client, work()))
    assert Article.objects.count() == 1


def test_files_that_are_none_or_too_big_are_refused_in_words(client, editor, settings):
    assert "Choose at least one file." in text(hand_over(client))
    photo = upload(exports.post(), name="photo.jpg")
    answer = hand_over(client, photo)
    assert answer.status_code == 422
    assert "“photo.jpg” is no export" in text(answer)
    settings.LARGEST_UPLOAD = 1024**2
    two = [upload("x" * 600_000, name=f"{name}.xml") for name in "ab"]
    assert "Together the files may have 1 MB at most." in text(hand_over(client, *two))
    assert ImportRun.objects.count() == 0


def test_what_lies_on_the_server_is_offered_and_nothing_else_can_be_chosen(
    client, editor, settings
):
    settings.ARCHIVES_DIR.mkdir()
    (settings.ARCHIVES_DIR / "whole.xml").write_text(exports.export(exports.post()))
    assert "whole.xml (0.0 MB)" in text(client.get(f"{DESK}add/"))
    assert hand_over(client, lying=["../newsroom.sqlite3"]).status_code == 422
    assert hand_over(client, lying=["whole.xml"]).status_code == 302
    assert ImportFile.objects.get().lies_in_folder
    assert work().status == "done"


def test_pictures_are_taken_from_a_folder_that_is_there(client, editor, settings):
    hand_over(client, upload(exports.post()))
    run = work()
    answer = press(client, run, "_bring", media="copy")
    assert answer.status_code == 422
    assert "No folder “uploads” lies in the folder “imports”" in text(answer)
    (settings.ARCHIVES_DIR / "uploads").mkdir(parents=True)
    assert press(client, run, "_bring", media="copy").status_code == 302
    assert ImportRun.objects.latest("pk").media == "copy"


def test_the_bases_of_an_old_site_s_addresses_are_asked_for_and_stay_chosen(client, editor):
    about_boats = exports.post(exports.label("post_tag", "boats", "Boats"))
    hand_over(client, upload(exports.author(), about_boats))
    press(client, work(), "_bring", tag_base="themes", author_base="/writers/")
    run, story = work(), Article.objects.get()
    led = {
        "/themes/boats/": story.tags.get().get_absolute_url(),
        "/writers/nare/": story.bylines.get().contributor.get_absolute_url(),
    }
    assert {address: client.get(address)["Location"] for address in led} == led
    shown = page(client, run).content.decode()
    assert ('value="themes"' in shown, 'value="/writers/"' in shown) == (True, True)


def test_the_page_says_how_far_it_is_and_for_how_long_it_goes_on(client, editor):
    began = timezone.now() - timedelta(minutes=10)
    going = {"phase": "bringing in", "done": 2_000, "total": 3_000, "phase_began_at": began}
    run = make.make_import("running", **going)
    part = text(page(client, run, "progress"))
    assert part == "Bringing in what it holds 2,000 of 3,000 about 5 minutes left"
    assert part in text(page(client, run))
    assert 'width="666"' in page(client, run).content.decode()


def test_a_run_waits_until_the_one_before_has_ended(client, editor):
    make.make_import("running")
    said = text(page(client, make.make_import()))
    assert "It begins when the import that is under way has ended." in said


def test_it_is_stopped_and_goes_on(client, editor):
    hand_over(client, upload(exports.post()))
    run = ImportRun.objects.get()
    press(client, run, "_stop")
    assert "“Go on” begins at the beginning" in text(page(client, run))
    press(client, run, "_go_on")
    assert work().status == "done"


def test_a_running_import_that_was_stopped_says_that_it_ends(client, editor):
    run = make.make_import("running")
    press(client, run, "_stop")
    assert "It ends as soon as the record in hand is done." in text(page(client, run))


def test_a_refused_archive_says_why_and_offers_nothing_to_bring(client, editor):
    broken = upload(exports.post())
    broken.file.truncate(300)
    hand_over(client, broken)
    run = work()
    said = text(page(client, run))
    assert run.said in said
    assert "Nothing of it was stored." in said
    assert 'name="_bring"' not in page(client, run).content.decode()
    assert "There are none." in text(page(client, run, "entries"))


def test_deleting_a_run_deletes_its_files_and_not_what_it_brought(client, editor, archives):
    hand_over(client, upload(exports.post()))
    press(client, work(), "_bring")
    run = work()
    looked = ImportRun.objects.exclude(pk=run.pk).get()
    assert client.post(f"{DESK}{run.pk}/delete/", {"post": "yes"}).status_code == 302
    assert {path.name for path in archives.iterdir()} == {looked.report}
    assert Article.objects.count() == 1


def test_what_is_under_way_is_stopped_before_it_is_deleted(client, editor):
    run = make.make_import("running")
    assert client.post(f"{DESK}{run.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ["reporter", "moderator", "newsletter"])
def test_nobody_else_brings_anything_in(client, role):
    client.force_login(make.make_user(role))
    run = make.make_import("done", report="report.csv")
    views = ["add/", *(f"{run.pk}/{view}/" for view in ("change", "progress", "entries", "report"))]
    assert {client.get(f"{DESK}{view}").status_code for view in views} == {403}
    assert press(client, run, "_bring").status_code == 403
    assert "importrun" not in client.get("/admin/").content.decode()
