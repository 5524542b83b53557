"""What the doctor finds about how we send, asked of name servers on this machine."""

import base64
import time

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from newsletter import doctor
from newsletter.doctor import spf
from newsroom.press import names as name_servers
from newsroom.press.names import Names
from tests.newsletter.doctor.conftest import key, text

OK, WARNING, FAULT = doctor.Level.OK, doctor.Level.WARNING, doctor.Level.FAULT
SPF, DMARC = ("example.org", "TXT"), ("_dmarc.example.org", "TXT")
DKIM = ("mail._domainkey.example.org", "TXT")


def wrong():
    """Return what is not well."""
    return [tuple(found) for found in doctor.examine() if found.level != OK]


def test_all_is_well_where_all_is_set_up(names):
    assert doctor.examine() == [
        (OK, "example.org exists and takes mail."),
        (OK, "SPF of example.org lets smtp.example.org send."),
        (OK, "The DKIM key at mail._domainkey.example.org can be read."),
        (OK, "example.org has a DMARC record."),
        (OK, "Letters come back to example.org, which proves that they are of example.org."),
    ]


@pytest.mark.parametrize(
    ("told", "finding"),
    [
        (
            {("example.org", "MX"): ["0 ."], SPF: [text("v=spf1 a:smtp.example.org -all")]},
            (FAULT, "example.org says that it takes no mail: readers cannot answer."),
        ),
        (
            {SPF: []},
            (
                FAULT,
                "example.org has no SPF: publish a TXT record such as “v=spf1 mx -all” "
                "that names your mail server.",
            ),
        ),
        (
            {SPF: [text("v=spf1 mx -all"), text("v=spf1 -all")]},
            (
                FAULT,
                "SPF of example.org is not understood at “example.org: 2 × v=spf1”: "
                "mend that TXT record.",
            ),
        ),
        (
            {SPF: [text("v=spf1 ipv4:192.0.2.10 -all")]},
            (
                FAULT,
                "SPF of example.org is not understood at “example.org: ipv4:192.0.2.10”: "
                "mend that TXT record.",
            ),
        ),
        (
            {SPF: [text("v=spf1 mx include:spf.example.net -all")]},
            (
                FAULT,
                "SPF of example.org includes spf.example.net, which has no SPF: take it out, "
                "or receivers ignore all of it.",
            ),
        ),
        (
            {SPF: [text("v=spf1 ", "a:smtp.example.org " * 11, "-all")]},
            (
                FAULT,
                "SPF of example.org asks for more than 10 other names, so receivers ignore it: "
                "shorten it.",
            ),
        ),
        (
            {SPF: [text("v=spf1 ip4:198.51.100.0/24 ~mx -all")]},
            (
                WARNING,
                "SPF of example.org does not name smtp.example.org: "
                "add the address that mail leaves from, if it is missing.",
            ),
        ),
        (
            {DKIM: []},
            (
                FAULT,
                "There is no DKIM key at mail._domainkey.example.org: publish it, "
                "or mend DKIM_SELECTOR.",
            ),
        ),
        (
            {DKIM: [text("v=DKIM1; p=")]},
            (
                FAULT,
                "The DKIM key at mail._domainkey.example.org was withdrawn: "
                "publish the one that signs now.",
            ),
        ),
        (
            {DKIM: [text("v=DKIM1; p=bm90IGEga2V5")]},
            (
                FAULT,
                "The DKIM key at mail._domainkey.example.org cannot be read: "
                "publish it anew, in one piece.",
            ),
        ),
        (
            {DMARC: [text("v=DMARC1; p=perhaps")]},
            (
                FAULT,
                "The DMARC record of example.org is not understood: "
                "it needs p=none, p=quarantine or p=reject.",
            ),
        ),
        (
            {DMARC: []},
            (
                WARNING,
                "example.org has no DMARC record, as large providers ask: "
                "publish “v=DMARC1; p=none” at _dmarc.example.org.",
            ),
        ),
    ],
)
def test_what_is_wrong_with_the_records_is_said(names, told, finding):
    names |= told
    assert wrong() == [finding]


def test_a_short_key_is_too_short(names):
    names[DKIM] = [text("v=DKIM1; p=", key(RSAPublicNumbers(65537, (1 << 767) + 1).public_key()))]
    said = "The DKIM key at mail._domainkey.example.org is too short: make one of 2048 bits."
    assert wrong() == [(FAULT, said)]


def test_a_key_of_the_newer_kind_is_read(names):
    names[DKIM] = [text("v=DKIM1; k=ed25519; p=", base64.b64encode(bytes(32)).decode())]
    assert wrong() == []


def test_a_domain_that_nobody_has_is_a_fault(names, site):
    site.DEFAULT_FROM_EMAIL, site.BOUNCES_TO = "newsroom@exmaple.org", "bounces@exmaple.org"
    assert (
        FAULT,
        "exmaple.org has no mail server: receivers refuse what says it comes from there. "
        "Is it spelt right?",
    ) in wrong()


def test_an_address_of_this_machine_is_a_fault(names, site):
    site.DEFAULT_FROM_EMAIL, site.BOUNCES_TO = "newsroom@localhost", "bounces@example.org"
    assert wrong()[0] == (
        FAULT,
        "DEFAULT_FROM_EMAIL is “newsroom@localhost”, to which nobody can answer: "
        "name a mailbox of yours.",
    )


def test_a_sender_below_its_house_goes_by_the_record_of_the_house(names, site):
    site.DEFAULT_FROM_EMAIL = "newsroom@news.example.org"
    site.DKIM_SELECTOR = ""
    names["news.example.org", "A"] = ["192.0.2.11"]
    assert [said for level, said in doctor.examine() if level == OK][-1] == (
        "Letters come back to example.org, which proves that they are of news.example.org."
    )


@pytest.mark.parametrize(
    ("record", "returns_to"),
    [("v=DMARC1; p=reject", "example.net"), ("v=DMARC1; p=reject; aspf=s", "mx.example.org")],
)
def test_letters_that_come_back_elsewhere_are_proved_by_the_signature_alone(
    names, site, record, returns_to
):
    site.BOUNCES_TO = f"bounces@{returns_to}"
    names |= {
        DMARC: [text(record)],
        (returns_to, "MX"): ["10 smtp.example.org."],
        (returns_to, "TXT"): [text("v=spf1 mx -all")],
    }
    assert (OK, "The DKIM signature proves that letters are of example.org.") in doctor.examine()
    names[DKIM] = []
    assert (
        FAULT,
        "Nothing proves that letters are of example.org: sign them with its DKIM key, "
        "or let them come back there.",
    ) in wrong()


@pytest.mark.parametrize("backend", ["filebased", "console", "locmem", "dummy"])
def test_mail_that_stays_here_is_a_fault(names, site, backend):
    site.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    said = "Mail stays on this machine, so no reader gets any: set EMAIL_URL to a mail server."
    assert wrong() == [(FAULT, said)]


def test_what_is_not_set_up_is_said(names, site):
    site.BOUNCES_TO = site.DKIM_SELECTOR = ""
    assert wrong() == [
        (
            WARNING,
            "Letters that come back are not counted: set BOUNCES_TO, as docs/self-hosting.md says.",
        ),
        (
            WARNING,
            "Whether letters are signed is not known: write the selector of the DKIM key "
            "as DKIM_SELECTOR.",
        ),
    ]


def test_with_a_provider_the_signature_decides(names, site):
    site.EMAIL_PROVIDER = "postmark"
    site.BOUNCES_TO = ""
    names[SPF] = []
    assert [level for level, _said in wrong()] == [WARNING]
    assert (OK, "The DKIM signature proves that letters are of example.org.") in doctor.examine()


def test_the_machine_of_the_site_stands_for_a_mail_server_beside_it(names, site):
    site.EMAIL_HOST = "localhost"
    names[SPF] = [text("v=spf1 a:news.example.org ip6:2001:db8::/32 -all")]
    names["news.example.org", "A"] = ["192.0.2.20"]
    assert (OK, "SPF of example.org lets news.example.org send.") in doctor.examine()


def test_name_servers_that_fall_silent_cost_their_time_and_no_more(names, monkeypatch):
    monkeypatch.setattr(name_servers, "A_QUESTION", 0.2)
    names |= {DMARC: None}
    began = time.monotonic()
    assert wrong() == [
        (
            WARNING,
            "The name servers did not tell about _dmarc.example.org in time: ask the doctor again.",
        )
    ]
    assert time.monotonic() - began < 5


def test_after_its_time_the_doctor_asks_nobody(names, monkeypatch):
    monkeypatch.setattr(doctor, "PATIENCE", 0.0)
    assert len(wrong()) == 4


@pytest.mark.parametrize(
    ("records", "address", "included"),
    [
        ({"example.org": "v=spf1 include:a.example -all", "a.example": "v=spf1 ip4:192.0.2.0/24"}, "192.0.2.9", True),
        ({"example.org": "v=spf1 redirect=a.example", "a.example": "v=spf1 ip4:192.0.2.9"}, "192.0.2.9", True),
        ({"example.org": "v=spf1 ip6:2001:db8::/32 ?all"}, "2001:db8::1", True),
        ({"example.org": "v=spf1 a/24 -all"}, "192.0.2.77", True),
        ({"example.org": "v=spf1 mx//64 -all"}, "192.0.2.77", False),
        ({"example.org": "V=SPF1 MX exp=why.%{d} -ALL"}, "192.0.2.10", True),
        ({"example.org": "v=spf1 -ip4:192.0.2.9 +all"}, "192.0.2.9", False),
    ],
)  # fmt: skip
def test_spf_names_who_may_send(names, records, address, included):
    names |= {(name, "TXT"): [text(said)] for name, said in records.items()}
    names["example.org", "A"] = ["192.0.2.1"]
    senders = spf.read(Names(time.monotonic() + 5), "example.org")
    assert senders.include(address) is included


def test_a_record_that_includes_itself_comes_to_an_end(names):
    names[SPF] = [text("v=spf1 include:example.org -all")]
    with pytest.raises(spf.TooManyLookups):
        spf.read(Names(time.monotonic() + 5), "example.org")
