"""Archives of an old site in every state, and how a window comes to each of their pages."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from newsroom.models import ImportRun
from newsroom.moving.runs import carrying, files
from tests import make
from tests.browser.desk import _at
from tests.newsroom.moving import exports

DESK = "/admin/newsroom/importrun/"
RECORDS = [
    exports.author(),
    exports.category(),
    exports.tag(),
    exports.post(exports.comment(), title="The ferry is back"),
    exports.post(
        post_id="12",
        post_name="boats",
        title="A boat sank",
        body="A boat [weather town=Sevan] sank.",
    ),
    exports.post(post_id="13", post_name="bin", title="In the bin", status="trash"),
    exports.post(post_id="14", post_name="menu", title="A menu", post_type="nav_menu_item"),
]


def arrange():
    """Make archives in every state; return an editor called ani and how a window comes to their pages."""
    ani = make.make_user("editor", username="ani", first_name="Ani", is_superuser=True)
    looked = _carried_out(ani)
    brought = _carried_out(ani, rehearsal=False)
    refused = make.make_import("refused", said="Line 3 of the file does not close what it opens.")
    going = {"phase": "bringing in", "done": 1_200, "total": 48_000}
    began = timezone.now() - datetime.timedelta(minutes=2)
    runs = make.make_import("running", source="lake.example", phase_began_at=began, **going)
    waits = make.make_import(created_by=ani)
    return ani, {
        "archives": _at(DESK),
        "new archive": _at(f"{DESK}add/"),
        "archive that waits": _at(f"{DESK}{waits.pk}/change/"),
        "archive under way": _at(f"{DESK}{runs.pk}/change/"),
        "archive looked at": _at(f"{DESK}{looked.pk}/change/"),
        "archive brought in": _at(f"{DESK}{brought.pk}/change/"),
        "archive that was refused": _at(f"{DESK}{refused.pk}/change/"),
        "records of an archive": _at(f"{DESK}{brought.pk}/entries/"),
        "first page with archives": _at("/admin/"),
    }


def upload(*records):
    """Return what a browser would send: an export with these records, or a little of everything."""
    text = exports.export(*records or RECORDS)
    return SimpleUploadedFile("lake-gazette.xml", text.encode(), "text/xml")


def work():
    """Do what a worker does: carry out the run that waits."""
    run = ImportRun.objects.take("a worker")
    carrying.carry_out(run)
    return run


def _carried_out(user, **options):
    run = files.begin(user, [upload()], [], zone="Asia/Yerevan")
    ImportRun.objects.filter(pk=run.pk).update(**options)
    work()
    return run
