"""What the messages say that come to the address for letters that come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from newsletter import returnpath, returns
from newsletter.returns.report import Kind
from tests.newsletter import returned

HERE = "bounces+{}@example.org"


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.BOUNCES_TO = "bounces@example.org"


@pytest.fixture
def to():
    return returnpath.address(7)


def told(raw, recipient=""):
    report = returns.read(raw, recipient)
    return report and (report.kind, report.delivery, report.code)


@pytest.mark.parametrize(
    ("status", "said", "code"),
    [
        ("5.1.1", "550 5.1.1 No such user", "5.1.1"),
        ("4.2.2", "452 4.2.2 Mailbox full", "4.2.2"),
        ("5.0.0", "550 5.1.1 No such user", "5.1.1"),
        ("5.0.0", "550 No such user", "5.0.0"),
        ("5.1.1 (bad destination mailbox address)", "", "5.1.1"),
    ],
)
def test_a_notification_tells_its_code(to, status, said, code):
    raw = returned.notice(to, status=status, said=said)
    assert told(raw) == (Kind.CAME_BACK, 7, code)
    assert returns.read(raw).text == said


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "Delayed"])
def test_a_letter_that_is_late_or_arrived_has_not_come_back(to, action):
    assert told(returned.notice(to, action=action, status="4.4.1")) is None


def test_a_notification_without_an_action_goes_by_its_status(to):
    raw = returned.notice(to).replace(b"Action: failed\n", b"")
    assert told(raw) == (Kind.CAME_BACK, 7, "5.1.1")


def test_the_head_of_the_letter_alone_comes_back_from_some(to):
    raw = returned.notice(
        "bounces@example.org",
        about="text/rfc822-headers",
        letter=f"Return-Path: <{to}>\nSubject: Morning\n",
    )
    assert told(raw) == (Kind.CAME_BACK, 7, "5.1.1")


def test_a_server_that_names_the_recipient_beside_the_message_is_believed(to):
    assert told(returned.notice("undisclosed"), recipient=to) == (Kind.CAME_BACK, 7, "5.1.1")


def test_capitals_do_not_matter(to):
    assert told(returned.notice(to.upper())) == (Kind.CAME_BACK, 7, "5.1.1")


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (returned.QMAIL, {"Subject": "failure notice"}, "5.1.1"),
        (returned.EXIM, {"X_Failed_Recipients": "ani@example.com"}, ""),
        (returned.SENDMAIL, {"Subject": "Returned mail: see transcript for details"}, "550"),
        ("The user does not exist.", {"Subject": "Delivery Status Notification (Failure)"}, ""),
    ],
)
def test_old_servers_are_understood_by_the_address_and_their_words(to, body, headers, code):
    assert told(returned.message(to, body, **headers)) == (Kind.CAME_BACK, 7, code)


def test_what_an_old_server_says_is_kept_and_the_letter_below_it_is_not(to):
    report = returns.read(returned.message(to, returned.QMAIL, Subject="failure notice"))
    assert report.text == "Remote host said: 550 5.1.1 sorry, no mailbox here by that name"


@pytest.mark.parametrize(
    "make",
    [
        returned.away,
        lambda to: returned.message(to, returned.EXIM_IS_LATE, Subject="Warning: message delayed"),
        lambda to: returned.message(to, "Thank you! 550 5.1.1", sender="ani@example.com"),
        lambda to: returned.message(to, "I am away", Subject="Out of office"),
        lambda to: returned.message(to, "Welcome, said the server.", Subject="Hello"),
        lambda to: returned.complaint(to, kind="not-spam"),
        lambda to: returned.complaint(to, kind="auth-failure"),
    ],
)
def test_people_their_absence_and_what_is_late_say_nothing(to, make):
    assert told(make(to)) is None


def test_a_forged_address_names_no_delivery():
    forged = HERE.format(returnpath.token(7)[:-1] + "0")
    assert told(returned.notice(forged)) == (Kind.CAME_BACK, None, "5.1.1")


def test_a_complaint_names_the_letter_by_where_it_came_from(to):
    raw = returned.complaint("abuse@example.org", mail_from=to)
    assert told(raw) == (Kind.CALLED_SPAM, 7, "")


def test_a_complaint_without_addresses_names_the_reader_by_the_link_to_leave():
    report = returns.read(returned.complaint("abuse@example.org", token="abc:def%3Aghi"))
    assert (report.kind, report.delivery, report.leave) == (Kind.CALLED_SPAM, None, "abc:def:ghi")


def test_a_letter_of_any_size_may_come_along(to):
    raw = returned.notice(to, letter="Subject: Morning\n\n" + "x" * 3 * returns.LARGEST)
    assert told(raw) == (Kind.CAME_BACK, 7, "5.1.1")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\n\n\x80",
        b"From: =?x?q?=ff?=\nTo: \xff@\n\n",
        b"Content-Type: message/delivery-status\n\n",
        b"Content-Type: message/feedback-report\n\n",
        b"Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n",
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
        ),
    ],
)
def test_what_makes_no_sense_says_nothing(raw):
    assert told(raw) is None


@given(some.binary(max_size=300), some.sampled_from(["status", "report", "plain"]))
def test_no_message_at_all_raises_anything(noise, kind):
    fields = noise.decode("latin-1")
    told(returned.report("a@b", "message/delivery-status", fields) if kind == "status" else noise)
    told(returned.report("a@b", "message/feedback-report", fields) if kind == "report" else noise)
