"""What a mail provider reports, over its webhook as it calls it."""

import base64
import json
import os
import subprocess
import sys
from types import ModuleType

import pytest
from anymail.signals import tracking
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, path, reverse

from newsletter import provider, returnpath
from newsletter.models import Delivery, Subscriber
from newsroom import urls
from tests.make import make_delivery, make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db

State = Subscriber.State
SECRET = "postmark:a secret of ours"


@pytest.fixture
def client(client, settings):
    """A provider that knows the secret."""
    settings.EMAIL_PROVIDER = "postmark"
    settings.ANYMAIL = settings.ANYMAIL | {"WEBHOOK_SECRET": SECRET}
    provider.listen()
    settings.ROOT_URLCONF = ModuleType("addresses")
    reports = path("newsletter/reports/", provider.reports(), name="provider_reports")
    settings.ROOT_URLCONF.urlpatterns = [reports, *urls.urlpatterns]
    yield client
    tracking.disconnect(dispatch_uid="newsletter.provider")


@pytest.fixture
def delivery():
    return make_delivery(make_subscriber("ani@example.com", make_newsletter()))


def post(client, report, secret=SECRET):
    given = f"Basic {base64.b64encode(secret.encode()).decode()}"
    address = reverse("provider_reports")
    return client.post(
        address, json.dumps(report), content_type="application/json", HTTP_AUTHORIZATION=given
    )


def bounce(delivery=None, **fields):
    message = EmailMessage()
    provider.mark(message, delivery.pk if delivery else 0)
    return {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "ID": 42,
        "MessageID": "883953f4",
        "Email": "Ani@example.com",
        "BouncedAt": "2026-11-29T07:00:00Z",
        "Details": "The server said no",
        "Metadata": message.metadata if delivery else {},
    } | fields


def fate(delivery):
    delivery.refresh_from_db()
    reader = delivery.subscriber
    reader.refresh_from_db()
    rows = list(reader.bounces.values_list("kind", "delivery"))
    return reader.state, delivery.status, rows


def test_a_hard_bounce_suppresses_the_mailbox_once(client, delivery):
    assert post(client, bounce(delivery)).status_code == 200
    assert post(client, bounce(delivery)).status_code == 200
    assert fate(delivery) == (
        State.BOUNCED,
        Delivery.Status.BOUNCED,
        [("hard", delivery.pk)],
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"Type": "SoftBounce"},
        {"Details": "smtp;552 5.2.2 Mailbox full"},
        {"Type": "Blocked"},
    ],
)
def test_what_is_not_the_mailboxes_fault_counts_as_a_soft_bounce(client, delivery, fields):
    post(client, bounce(delivery, **fields))
    assert fate(delivery) == (
        State.ACTIVE,
        Delivery.Status.BOUNCED,
        [("soft", delivery.pk)],
    )


def test_a_letter_without_a_token_is_known_by_its_reader_in_any_spelling(client, delivery):
    post(client, bounce())
    assert fate(delivery) == (State.BOUNCED, Delivery.Status.SENT, [("hard", None)])


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, "complaint"),
        (
            {
                "RecordType": "SubscriptionChange",
                "SuppressSending": True,
                "SuppressionReason": "ManualSuppression",
            },
            "goodbye",
        ),
    ],
)
def test_who_complains_or_leaves_at_the_provider_leaves_every_list(client, delivery, fields, kind):
    post(client, bounce(delivery, **fields))
    assert fate(delivery) == (State.ACTIVE, Delivery.Status.SENT, [(kind, delivery.pk)])
    assert delivery.subscriber.subscriptions.standing().count() == 0


def test_a_letter_that_arrived_begins_the_row_anew(client, delivery):
    post(client, bounce(delivery, Type="SoftBounce"))
    later = make_delivery(delivery.subscriber)
    post(client, bounce(later, RecordType="Delivery"))
    assert Subscriber.objects.get().soft_bounces == 0


@pytest.mark.parametrize("record", ["Open", "Click"])
def test_what_readers_do_with_a_letter_is_not_heard(client, delivery, record):
    opened = bounce(delivery, RecordType=record, Recipient="ani@example.com")
    assert post(client, opened).status_code == 200
    assert fate(delivery) == (State.ACTIVE, Delivery.Status.SENT, [])


def test_a_report_about_nobody_says_nothing(client, delivery):
    assert post(client, bounce(Email="nobody@example.com")).status_code == 200
    assert fate(delivery) == (State.ACTIVE, Delivery.Status.SENT, [])


def test_a_token_of_somebody_elses_making_names_no_delivery(client, delivery):
    forged = {"delivery": returnpath.token(delivery.pk)[:-1] + "0"}
    post(client, bounce(Metadata=forged, Email="nobody@example.com"))
    assert fate(delivery) == (State.ACTIVE, Delivery.Status.SENT, [])


@pytest.mark.parametrize("secret", ["", "postmark:a guess", "postmark"])
def test_who_does_not_know_the_secret_reports_nothing(client, delivery, secret):
    assert post(client, bounce(delivery), secret).status_code == 400
    assert fate(delivery) == (State.ACTIVE, Delivery.Status.SENT, [])


@pytest.mark.parametrize(("name", "secret"), [("", SECRET), ("postmark", "")])
def test_without_a_provider_or_a_secret_there_is_no_address(settings, name, secret):
    settings.EMAIL_PROVIDER = name
    settings.ANYMAIL = {"WEBHOOK_SECRET": secret}
    assert provider.reports() is None
    with pytest.raises(NoReverseMatch):
        reverse("provider_reports")


@pytest.mark.parametrize(
    ("report", "for_now"),
    [
        ({"event": "soft_bounce"}, True),
        ({"event": "hard_bounce"}, False),
        ({"eventType": "Bounce", "bounce": {"bounceType": "Transient"}}, True),
        ({"eventType": "Bounce", "bounce": {"bounceType": "Permanent"}}, False),
        ("not even a report", False),
    ],
)
def test_each_provider_says_in_its_own_words_that_it_was_for_now(report, for_now):
    assert provider._is_for_now(report) is for_now


SHOW = """
import django; django.setup()
from django.conf import settings
from django.core import mail
from django.urls import reverse
print(reverse("provider_reports"), type(mail.get_connection()).__module__)
print(settings.ANYMAIL["POSTMARK_SERVER_TOKEN"])
"""


def run(**environment):
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | environment
    return subprocess.run([sys.executable, "-c", SHOW], env=environ, capture_output=True, text=True)


def test_a_provider_is_set_up_by_the_environment_alone():
    keys = {"ANYMAIL_POSTMARK_SERVER_TOKEN": "a token", "ANYMAIL_WEBHOOK_SECRET": SECRET}
    shown = run(EMAIL_PROVIDER="postmark", **keys)
    assert shown.stdout.splitlines() == [
        "/newsletter/reports/ anymail.backends.postmark",
        "a token",
    ]


def test_a_provider_that_nobody_knows_is_named():
    said = run(EMAIL_PROVIDER="pigeon").stderr.splitlines()[-1]
    assert "EMAIL_PROVIDER is 'pigeon': install what hands mail to providers" in said
