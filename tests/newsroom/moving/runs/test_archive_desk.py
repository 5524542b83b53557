"""Bringing in an archive at the desk: hand it over, look, bring it in, watch, stop, read what came of it."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.models import Article
from newsroom.models import ImportFile, ImportRun
from newsroom.moving.desk import showing
from newsroom.moving.runs import carrying
from tests import make
from tests.newsroom.moving import exports
from tests.newsroom.moving.runs.conftest import upload

pytestmark = pytest.mark.django_db
DESK = "/admin/newsroom/importrun/"
ENTRIES = 10  # questions for a page of them


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user


def hand_over(client, *uploads, **more):
    return client.post(f"{DESK}add/", {"uploads": list(uploads), "zone": ""} | more)


def work():
    """Do what a worker does: carry out the run that waits."""
    run = ImportRun.objects.take("a worker")
    carrying.carry_out(run)
    run.refresh_from_db()
    return run


def page(client, run, view="change"):
    return client.get(f"{DESK}{run.pk}/{view}/")


def text(answer):
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.split())


def press(client, run, button, **chosen):
    choices = {"media": "none", "zone": ""} | chosen
    return client.post(f"{DESK}{run.pk}/steer/", choices | {button: "1"})


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


def test_what_a_killed_process_wrote_of_its_report_is_listed(client, editor, archives):
    hand_over(client, upload(exports.post(), exports.post(post_id="12", title="Գետը")))
    run = work()
    whole = (archives / run.report).read_bytes()
    (archives / run.report).write_bytes(whole[: whole.index("ետը".encode()) + 1])
    listed = text(page(client, run, "entries"))
    assert ("The ferry is back" in listed, "Գ" in listed) == (True, False)


def test_each_record_is_listed_with_why_and_leads_to_what_it_became(client, editor):
    posts = [exports.post(), exports.post(post_id="12", title="In the bin", status="trash")]
    hand_over(client, upload(*posts))
    press(client, work(), "_bring")
    run, story = work(), Article.objects.get()
    entries = page(client, run, "entries").content.decode()
    assert f'href="/admin/articles/article/{story.pk}/change/"' in entries
    assert f'href="{story.get_absolute_url()}"' in entries
    left_out = text(client.get(f"{DESK}{run.pk}/entries/?kind=post&outcome=skipped"))
    assert "In the bin" in left_out
    assert "The ferry is back" not in left_out
    Article.objects.update(status="draft")
    assert f'href="{story.get_absolute_url()}"' not in page(client, run, "entries").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_entries_asks_the_database_as_often_however_many_there_are(
    client, editor, count, django_assert_num_queries
):
    hand_over(
        client, upload(*[exports.post(post_id=str(n), post_name=f"p{n}") for n in range(count)])
    )
    press(client, work(), "_bring")
    run = work()
    page(client, run, "entries")
    with django_assert_num_queries(ENTRIES):
        page(client, run, "entries")


def test_entries_are_turned_page_by_page(client, editor):
    tags = [exports.tag(f"boat-{number:02}", f"Boat {number:02}") for number in range(60)]
    hand_over(client, upload(*tags))
    run = work()
    first, second = (
        text(client.get(f"{DESK}{run.pk}/entries/?kind=tag&page={number}")) for number in "12"
    )
    assert ("Boat 49" in first, "Boat 50" in first, "Next" in first) == (True, False, True)
    assert ("Boat 49" in second, "Boat 59" in second, "Next" in second) == (False, True, False)
    for number in ("0", "-1", "x", "9" * 30):
        assert client.get(f"{DESK}{run.pk}/entries/?page={number}").status_code == 200


def test_what_was_mended_in_a_file_is_listed_under_the_name_that_somebody_gave_it(client, editor):
    whole = upload(exports.post(), name="part1.xml")
    twice = upload(exports.post(), name="part2.xml")
    hand_over(client, whole, twice)
    run = work()
    assert "an item has the id of an earlier one of its kind ( 1 )" in text(page(client, run))
    listed = text(client.get(f"{DESK}{run.pk}/entries/?outcome=mended"))
    assert "part2.xml files of the archive" in listed
    assert "mended: an item has the id of an earlier one of its kind" in listed


def test_a_broken_part_is_named_as_somebody_named_it(client, editor):
    broken = upload(exports.post(post_id="12"), name="part2.xml")
    broken.file.truncate(300)
    hand_over(client, upload(exports.post(), name="part1.xml"), broken)
    assert work().said.startswith("part2.xml: Line ")


def test_what_was_noted_in_texts_is_counted_and_the_first_of_it_named(client, editor):
    rain = [
        exports.post(post_id=str(n), post_name=f"p{n}", body=f"Rain. [{code} x=1] [{code} x=2]")
        for n, code in enumerate(("maps", *(f"weather-{letter}" for letter in "abcdefghij")), 1)
    ]
    hand_over(client, upload(*rain))
    said = text(page(client, work()))
    assert "shortcode left out (22) [maps] × 2, [weather-a] × 2" in said
    assert said.count("× 2") == showing.FEW


def test_everything_in_wordpress_s_own_test_data_is_listed(client, editor):
    whole = exports.shared("themeunittestdata.wordpress.xml").read_bytes()
    hand_over(client, SimpleUploadedFile("themeunittestdata.xml", whole))
    press(client, work(), "_bring")
    run, listed, number = work(), 0, 1
    assert (run.status, run.counts["adds_up"]) == ("done", True)
    while number:
        answer = client.get(f"{DESK}{run.pk}/entries/?page={number}")
        listed, number = listed + len(answer.context["entries"]), answer.context["next"]
    mended = sum(count for _, count in run.counts["mended"])
    assert listed - mended == sum(run.counts["in_file"].values()) > 200


def test_the_report_comes_as_a_file(client, editor):
    hand_over(client, upload(exports.post()))
    assert page(client, ImportRun.objects.get(), "report").status_code == 404
    answer = page(client, work(), "report")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer).startswith(b"kind,old id,title")


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
