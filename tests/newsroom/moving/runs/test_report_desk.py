"""What came of an archive, as the desk lists it: each record with why, page by page and as a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article
from newsroom.models import ImportRun
from newsroom.moving.desk import showing
from tests.newsroom.moving import exports
from tests.newsroom.moving.runs.archivedesk import DESK, hand_over, page, press, text, work
from tests.newsroom.moving.runs.conftest import upload

pytestmark = pytest.mark.django_db
ENTRIES = 10  # questions for a page of them


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
