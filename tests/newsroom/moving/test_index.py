"""What later readings of an export find in the index of its first one."""

import pytest

from newsroom.moving.bringing import survey
from newsroom.moving.reading.records import Attachment, Author, Category, GuestAuthor
from tests.newsroom.moving import exports

UPLOADS = "https://lake.example/wp-content/uploads/2021/03"


@pytest.fixture
def index(tmp_path):
    """Return the index of an export with these records."""

    def index(*records):
        path = tmp_path / "export.xml"
        path.write_text(exports.export(*records))
        return survey.take([path]).index

    return index


def test_an_attachment_is_found_by_its_id(index):
    ferry = exports.attachment(
        post_id="40",
        title="At the pier",
        url=f"{UPLOADS}/ferry.jpg",
        parent="11",
        excerpt="The ferry at noon.",
        body="Taken from the hill.",
        alt="A white ferry",
        file="2021/03/ferry.jpg",
    )
    assert index(exports.post(), ferry).attachment("40") == Attachment(
        old_id="40",
        url=f"{UPLOADS}/ferry.jpg",
        title="At the pier",
        alt="A white ferry",
        caption="The ferry at noon.",
        description="Taken from the hill.",
        parent="11",
        file="2021/03/ferry.jpg",
        link="https://lake.example/?p=40",
    )
    assert index(exports.post()).attachment("11") is None


@pytest.mark.parametrize(
    ("attached", "written"),
    [
        ("ferry.jpg", f"{UPLOADS}/ferry.jpg"),
        ("ferry.jpg", "http://www.lake.example/wp-content/uploads/2021/03/ferry.jpg?w=300"),
        ("ferry.jpg", "//lake.example/wp-content/uploads/2021/03/ferry.jpg"),
        ("ferry.jpg", "/wp-content/uploads/2021/03/ferry.jpg"),
        ("ferry.jpg", f"{UPLOADS}/ferry-300x200.jpg"),
        ("ferry-scaled.jpg", f"{UPLOADS}/ferry.jpg"),
        ("ferry-scaled.jpg", f"{UPLOADS}/ferry-1024x683.jpg"),
        ("ferry.jpg", f"{UPLOADS}/ferry-scaled.jpg"),
        ("map-800x600.jpg", f"{UPLOADS}/map-800x600-300x200.jpg"),
        ("map-800x600.jpg", f"{UPLOADS}/map-800x600.jpg"),
        ("նավ.jpg", f"{UPLOADS}/%D5%B6%D5%A1%D5%BE.jpg"),
        ("é.jpg", f"{UPLOADS}/e\u0301.jpg"),
        (
            "ferry.jpg",
            "https://i0.wp.com/www.lake.example/wp-content/uploads/2021/03/ferry.jpg?resize=9",
        ),
    ],
)
def test_an_attachment_is_found_by_every_address_of_its_file(index, attached, written):
    found = index(exports.attachment(url=f"{UPLOADS}/{attached}")).attachment_by_url(written)
    assert found.url == f"{UPLOADS}/{attached}"


@pytest.mark.parametrize(
    "address",
    [
        "https://hill.example/wp-content/uploads/2021/03/ferry.jpg",
        f"{UPLOADS.replace('2021', '2022')}/ferry.jpg",
        "http://[lake/ferry.jpg",
        "",
    ],
)
def test_the_same_name_at_another_address_is_another_file(index, address):
    found = index(exports.attachment(url=f"{UPLOADS}/ferry.jpg"))
    assert found.attachment_by_url(address) is None


@pytest.mark.parametrize(
    "written", ["boat.jpg", "boat-wide.jpg", "ferry-e1614860000.jpg", "ferry-150x150.jpg"]
)
def test_an_attachment_is_found_by_every_file_that_wordpress_made_of_it(index, written):
    made = (
        'a:2:{s:14:"original_image";s:8:"boat.jpg";s:5:"sizes";'
        'a:2:{s:5:"large";a:1:{s:4:"file";s:13:"boat-wide.jpg";}i:0;b:1;}}'
    )
    before = 'a:1:{s:9:"full-orig";a:1:{s:4:"file";s:21:"ferry-e1614860000.jpg";}}'
    picture = exports.attachment(
        exports.meta("_wp_attachment_metadata", made),
        exports.meta("_wp_attachment_backup_sizes", before),
        url=f"{UPLOADS}/ferry.jpg",
    )
    found = index(picture).attachment_by_url(f"{UPLOADS}/{written}")
    assert found.url == f"{UPLOADS}/ferry.jpg"


def test_an_attachment_knows_what_else_shows_all_of_it(index):
    made = (
        'a:4:{s:5:"width";i:2560;s:6:"height";i:1600;s:14:"original_image";s:9:"ferry.jpg";s:5:"sizes";a:3:{'
        's:6:"medium";a:3:{s:4:"file";s:17:"ferry-300x188.jpg";s:5:"width";i:300;s:6:"height";i:188;}'
        's:9:"thumbnail";a:3:{s:4:"file";s:17:"ferry-150x150.jpg";s:5:"width";i:150;s:6:"height";i:150;}'
        's:5:"large";a:3:{s:4:"file";s:18:"ferry-1024x640.jpg";s:5:"width";s:4:"1024";s:6:"height";i:640;}}}'
    )
    picture = exports.attachment(exports.meta("_wp_attachment_metadata", made))
    (found,) = index(picture).attachments()
    assert found.spares == ("ferry.jpg", "ferry-1024x640.jpg", "ferry-300x188.jpg")


@pytest.mark.parametrize("made", ["", "nonsense", 'a:1:{s:5:"sizes";s:1:"x";}', "a:1:{i:0;i:1;}"])
def test_an_attachment_without_readable_notes_is_found_by_its_own_address(index, made):
    picture = exports.attachment(exports.meta("_wp_attachment_metadata", made))
    assert index(picture).attachment_by_url("https://lake.example/ferry.jpg").old_id == "40"


def test_attachments_come_in_the_order_of_the_file(index, monkeypatch):
    monkeypatch.setattr("newsroom.moving.reading.index.PAGE", 2)
    ids = ["9", "40", "7", "12", "8"]
    found = index(*(exports.attachment(post_id=old_id) for old_id in [*ids, "40"]))
    assert [each.old_id for each in found.attachments()] == ids


def test_what_hangs_on_an_item_is_found_by_its_id(index):
    pictures = (exports.attachment(post_id=old_id, post_parent="11") for old_id in ("42", "41"))
    found = index(exports.attachment(post_id="40", post_parent="12"), *pictures)
    assert (found.attached("11"), found.attached("13")) == (["42", "41"], [])


def test_a_reusable_block_is_found_by_its_id(index):
    found = index(exports.post(post_id="70", post_type="wp_block", body="<p>Box</p>"))
    assert (found.block("70"), found.block("71")) == ("<p>Box</p>", None)


def test_a_category_is_found_by_its_slug_and_by_its_id(index):
    found = index(exports.category(slug="%D5%AC%D5%AB%D5%B3", name="Լիճ", old_id="3"))
    lake = Category("3", "%D5%AC%D5%AB%D5%B3", "Լիճ", "", "")
    assert (found.category("լիճ"), found.category("%d5%ac%d5%ab%d5%b3")) == (lake, lake)
    assert (found.category_by_id("3"), found.category_by_id("4")) == (lake, None)


def test_an_author_is_found_by_login_and_by_the_name_in_addresses(index):
    found = index(exports.author(login="Nare.Lori", name="Nare Lori"))
    nare = Author("7", "Nare.Lori", "", "Nare Lori", "", "")
    assert (found.author("Nare.Lori"), found.author("nare-lori")) == (nare, nare)
    assert found.author("aram") is None


def test_a_guest_author_is_found_by_slug_with_or_without_its_mark(index):
    guest = exports.post(
        exports.meta("cap-display_name", "Ani Ter"),
        exports.meta("cap-user_login", "ani"),
        exports.meta("cap-user_email", "ani@example.com"),
        exports.meta("cap-website", "https://ani.example"),
        exports.meta("cap-description", "Writes about boats."),
        exports.meta("cap-linked_account", "ani.t"),
        post_id="80",
        post_type="guest-author",
        post_name="cap-ani",
    )
    ani = GuestAuthor(
        "80",
        "ani",
        "ani",
        "Ani Ter",
        "ani@example.com",
        "https://ani.example",
        "Writes about boats.",
        "ani.t",
    )
    found = index(guest)
    assert (found.guest_author("cap-ani"), found.guest_author("ani")) == (ani, ani)
    assert found.guest_author("nare") is None


def test_it_knows_which_ids_the_export_has_and_which_were_asked_about(index):
    found = index(exports.post(post_id="11"))
    assert (found.holds("post", "11"), found.holds("page", "11")) == (True, False)
    assert [found.seen("post", "11"), found.seen("post", "11")] == [False, True]
    assert found.seen("comment", "11") is False
