"""Letters by way of a mail provider's interface, over HTTP."""

import json

import pytest
from anymail.exceptions import AnymailSerializationError

from newsroom.press import mail
from newsroom.press.models import Letter
from newsroom.press.providers import Verdict, verdict
from tests.harness import http_server
from tests.harness.ports import free_port
from tests.newsroom.letters import fate, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("templates")]

Status = Letter.Status
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "883953f4", "To": "ani@example.org"}


@pytest.fixture
def provider(settings):
    """Hand mail to a provider on this machine that answers with this code and these words."""

    def choose(address):
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        ours = {"POSTMARK_SERVER_TOKEN": "a token", "POSTMARK_API_URL": f"{address}/"}
        settings.ANYMAIL = settings.ANYMAIL | ours

    return choose


def deliver(provider, code, said):
    kind = {"Content-Type": "application/json"}
    body = json.dumps(said).encode()
    with http_server.answering(lambda *_: (code, kind, body)) as server:
        provider(http_server.address(server, ""))
        mail.deliver_due()
    return server


def test_a_provider_takes_a_letter_and_counts_no_reader(provider):
    letter = post()
    server = deliver(provider, 200, TAKEN)
    (handed_over,) = map(json.loads, server.bodies)
    assert fate(letter) == (Status.SENT, 1)
    assert handed_over["Subject"] == "Hello Ani & <Aram>"
    assert (handed_over["TrackOpens"], handed_over["TrackLinks"]) == (False, "None")


@pytest.mark.parametrize(
    ("code", "status", "in_doubt"),
    [
        (429, Status.QUEUED, False),
        (503, Status.QUEUED, False),
        (401, Status.FAILED, False),
        (422, Status.FAILED, False),
        (500, Status.FAILED, True),
    ],
)
def test_its_answer_decides_whether_a_letter_is_tried_again(provider, code, status, in_doubt):
    letter = post()
    deliver(provider, code, {"ErrorCode": 10, "Message": "No"})
    assert fate(letter) == (status, 1)
    assert letter.error.startswith(mail.IN_DOUBT) is in_doubt


def test_a_letter_is_in_doubt_when_the_line_breaks(provider):
    letter = post()
    provider(f"http://127.0.0.1:{free_port()}")
    mail.deliver_due()
    assert fate(letter) == (Status.FAILED, 1)
    assert letter.error.startswith(mail.IN_DOUBT)


def test_a_reader_whom_it_refuses_is_not_tried_again(provider):
    letter = post()
    told = "Found inactive addresses: ani@example.org. Inactive recipients are known to bounce."
    deliver(provider, 422, {"ErrorCode": 406, "Message": told})
    assert fate(letter) == (Status.FAILED, 1)
    assert letter.error == "All message recipients were rejected or invalid"


@pytest.mark.parametrize(
    ("error", "meant"),
    [(AnymailSerializationError("No"), Verdict.NEVER), (KeyError("a fault of ours"), None)],
)
def test_what_never_left_is_told_from_a_fault_of_ours(error, meant):
    assert verdict(error) is meant
