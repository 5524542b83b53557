"""The form in which an issue goes over the line says to every mail program what the print says."""

import re
from email import message_from_bytes
from email.policy import default as modern

import pytest
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as some

from newsletter import blanks, links
from newsletter.models import Issue, IssuePrint, Newsletter, Subscriber
from newsletter.sending.handover import Letter
from newsletter.sending.wire import Wire

READER = Subscriber(pk=41, email="reader@example.com")
words = some.text(
    some.one_of(some.sampled_from("a ֆ.=-\n\t"), some.characters(exclude_categories=["C"])),
    max_size=300,
)


@pytest.fixture(autouse=True)
def _still(time_machine):
    time_machine.move_to("2026-03-01 10:00Z", tick=False)


def wire(text="", html="", *, subject="The week", language="en"):
    """Return the wire form of an issue that was printed so."""
    newsletter = Newsletter(pk=7, slug="week", name="The week")
    issue = Issue(pk=12, newsletter=newsletter, subject=subject, started_at=timezone.now())
    return Wire(IssuePrint(pk=30, issue=issue, language=language, text=text, html=html))


def sent(wire, email=READER.email):
    return b"".join(wire.to(Letter(pk=99, subscriber=READER.pk, email=email, language="en")))


def parsed(raw):
    return message_from_bytes(raw, policy=modern)


def parts(raw):
    """Return the text and the HTML that a mail program shows, with our own line ends."""
    message = parsed(raw)
    assert message.defects == []
    return [as_lines(message.get_body([kind]).get_content()) for kind in ("plain", "html")]


def as_lines(text):
    """Lines end in one way on the line and in another here; a mail program knows but two."""
    return re.sub("\r\n?", "\n", text)


def filled(content):
    leave = links.unsubscribe(READER, Newsletter(pk=7))
    content = content.replace(blanks.PREFERENCES, links.preferences(READER))
    return content.replace(blanks.LEAVE, leave)


def test_the_links_of_a_reader_stand_whole_in_the_blanks():
    text = f"Leave:\n{blanks.LEAVE}\n\nChange: {blanks.PREFERENCES}.\n"
    html = f'<p><a href="{blanks.PREFERENCES}">Change</a> <a href="{blanks.LEAVE}">Leave</a></p>\n'
    assert parts(sent(wire(text, html))) == [filled(text), filled(html)]


def test_the_link_to_the_preferences_is_of_the_mailbox_that_it_is_mailed_to():
    now = timezone.now()
    moved = Letter(pk=99, subscriber=41, email="new@example.com", language="en", moved_at=now)
    link = links.preferences(Subscriber(pk=41, moved_at=now))
    pieces = wire(f"{blanks.PREFERENCES}\n").to(moved)
    assert parts(b"".join(pieces))[0] == f"{link}\n"


@given(words, words, some.lists(some.sampled_from(blanks.ALL), max_size=3))
@example("." * 200, " " * 200, [blanks.LEAVE])
@example(".\n..\n.", "=" * 200, [blanks.LEAVE, blanks.LEAVE])
@example("\n", "ends with a space ", [])
def test_whatever_is_printed_arrives_and_no_line_is_too_long(before, after, between):
    text = "\n".join([before, "".join(between), after]) + "\n"
    raw = sent(wire(text, text))
    assert parts(raw) == [as_lines(filled(text))] * 2
    lines = raw.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line or line.startswith(b".") for line in lines)
    body = raw.partition(b"\r\n\r\n")[2].split(b"\r\n")
    assert max(len(line) for line in body) <= 76
    assert max(len(line) for line in lines) <= 300


@pytest.mark.parametrize(
    "subject",
    [
        "The week",
        "Սևանա լճի մակարդակը բարձրացել է ութ սանտիմետրով, և ձկնորսները վերադարձել են իրենց նավակներին",
        "Long and plain " * 12,
        "Commas, “quotes” and <angles> & =?utf-8?b?SGk=?=",
        "Two\r\nBcc: everyone@example.com\r\n\r\nlines",
    ],
)
def test_a_subject_arrives_on_one_line_and_brings_no_header_along(subject):
    message = parsed(sent(wire(subject=subject)))
    assert message["Subject"] == " ".join(subject.split())
    assert message["Bcc"] is None
    assert (message["To"], message.get_all("To")) == (READER.email, [READER.email])


@given(words)
def test_any_subject_arrives(subject):
    message = parsed(sent(wire(subject=subject)))
    assert message["Subject"].split() == subject.split()
    assert len(message.keys()) == 12


def test_the_headers_of_a_letter(settings):
    settings.SITE_URL = "https://news.example.org"
    settings.DEFAULT_FROM_EMAIL = '"Թերթ, of “Today”" <paper@news.example.org>'
    message = parsed(sent(wire(language="hyw")))
    [address] = message["From"].addresses
    assert (address.display_name, address.addr_spec) == (
        "Թերթ, of “Today”",
        "paper@news.example.org",
    )
    leave = links.unsubscribe(READER, Newsletter(pk=7))
    assert {
        name: str(value) for name, value in message.items() if name not in ("From", "Content-Type")
    } == {
        "To": "reader@example.com",
        "Date": "Sun, 01 Mar 2026 10:00:00 -0000",
        "Message-ID": "<newsletter.12.99@news.example.org>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Subject": "The week",
        "List-Id": "<week.news.example.org>",
        "Precedence": "bulk",
        "Content-Language": "hyw",
        "MIME-Version": "1.0",
    }
    assert leave.startswith("https://news.example.org/newsletter/unsubscribe/")


@pytest.mark.parametrize(
    ("email", "written"),
    [
        ("ani@լուր.am", "ani@xn--99ayyh.am"),
        ("o'brien+news@example.com", "o'brien+news@example.com"),
    ],
)
def test_a_reader_is_addressed_as_mail_servers_read_it(email, written):
    assert parsed(sent(wire(), email))["To"] == written


def test_other_backends_get_the_same_message(settings):
    settings.DEFAULT_FROM_EMAIL = "Թերթ <paper@example.org>"
    text, html = f"Leave:\n{blanks.LEAVE}\n", f'<a href="{blanks.LEAVE}">Leave</a>\n'
    form = wire(text, html, subject="Շաբաթ")
    raw = form.message(Letter(pk=99, subscriber=READER.pk, email=READER.email, language="en"))
    other = raw.message().as_bytes(linesep="\r\n")
    assert parts(other) == parts(sent(form))
    ours, theirs = (
        {name: value.strip() for name, value in parsed(each).items() if name != "Content-Type"}
        for each in (sent(form), other)
    )
    assert ours == theirs
