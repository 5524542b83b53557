"""Secrets of second factors stand in the database sealed with SECRET_KEY: a copy of the table makes no codes."""

import base64
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)


def seal(text: str) -> str:
    """Return what may stand in the database."""
    return _seals().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the secret, or, where another SECRET_KEY sealed it, one of chance that opens nothing."""
    try:
        return _seals().decrypt(sealed.encode()).decode()
    except InvalidToken:
        logger.error("A second factor was sealed with another SECRET_KEY; it has to be reset.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def _seals():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key):
    digest = salted_hmac("newsroom.desk.sealing", "", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
