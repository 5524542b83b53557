"""What the tests of the doctor share: a site with a name, and name servers that know what a test tells them."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.harness import dns_server


def text(*said):
    """Return a TXT record, in pieces of a length that it may have."""
    whole = "".join(said)
    return " ".join(f'"{whole[start : start + 200]}"' for start in range(0, len(whole), 200))


def key(public):
    """Return a DKIM key as it is published."""
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


@pytest.fixture(scope="session")
def dkim_key():
    return key(rsa.generate_private_key(65537, 2048).public_key())


@pytest.fixture
def site(settings):
    """A paper whose mail is set up as it should be."""
    settings.SITE_URL = "https://news.example.org"
    settings.DEFAULT_FROM_EMAIL = "The Lantern <newsroom@example.org>"
    settings.BOUNCES_TO = "bounces@example.org"
    settings.DKIM_SELECTOR = "mail"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "smtp.example.org"
    return settings


@pytest.fixture
def names(site, dkim_key):
    """Name servers that know all that the doctor wants to find; a test changes what they know."""
    knows = {
        ("example.org", "MX"): ["10 smtp.example.org."],
        ("example.org", "TXT"): [text("google-site-verification=1"), text("v=spf1 mx -all")],
        ("smtp.example.org", "A"): ["192.0.2.10"],
        ("mail._domainkey.example.org", "TXT"): [text("v=DKIM1; k=rsa; p=", dkim_key)],
        ("_dmarc.example.org", "TXT"): [text("v=DMARC1; p=none")],
    }
    with dns_server.serving(site, knows) as server:
        yield server.knows
