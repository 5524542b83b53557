"""An app for one-time codes as people have it on their phones (RFC 6238), written from its description."""

import base64
import hashlib
import hmac
import struct
import time

STEP = 30  # seconds
PASSWORD = "a long walk by the river"
LOGIN, SECOND, ACCOUNT = "/admin/login/", "/admin/login/code/", "/admin/account/"


def code(secret: str, steps: int = 0) -> str:
    """Return what the app shows now, or so many steps later."""
    counter = int(time.time()) // STEP + steps
    key = base64.b32decode(secret)
    digest = hmac.digest(key, struct.pack(">Q", counter), hashlib.sha1)
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def give_password(client, username="ani", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password} | more)


def give_code(client, code, **more):
    return client.post(SECOND, {"code": code}, **more)


def log_in(client, secret, steps=0):
    give_password(client)
    return give_code(client, code(secret, steps))
