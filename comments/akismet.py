"""What Akismet thinks of a comment, asked through its HTTP API; it is asked where a key is set."""

import http.client
import logging
import threading
import time
from contextlib import closing
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from comments.models import Comment
from newsroom.press import links

logger = logging.getLogger(__name__)

PATIENCE = 3  # seconds that a reader waits for it at most
PAUSE = 60  # seconds for which it is not asked again after it said nothing
ANSWERS = {"true": True, "false": False}

_next = 0.0  # when this process asks again, by its own clock


class SaidNothing(Exception):
    """Akismet did not answer, or not in time, or with something else than yes or no."""


def is_asked() -> bool:
    """Say whether somebody has set a key."""
    return bool(settings.AKISMET_KEY)


def is_spam(comment: Comment, browser: str) -> bool:
    """Return what Akismet says, within PATIENCE; raise SaidNothing, at once while it is out of order."""
    global _next
    if time.monotonic() < _next:
        raise SaidNothing
    answer = _within_patience(urlencode(_fields(comment, browser)))
    if answer not in ANSWERS:
        logger.warning("Akismet did not say whether a comment is spam; it waits for an editor")
        _next = time.monotonic() + PAUSE
        raise SaidNothing
    return ANSWERS[answer]


def _within_patience(body):
    """Return the answer; neither a name that is not found nor one letter a second holds up the reader."""
    said: list[str] = []
    asking = threading.Thread(target=_ask, args=(body, said), daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return said[0] if said else ""


def _ask(body, said):
    address = urlsplit(settings.AKISMET_URL)
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    try:
        with closing(_line(address)) as line:
            line.request("POST", address.path, body=body, headers=headers)
            answer = line.getresponse()
            words = answer.read(20).decode("ascii", "replace").strip()
            said.append(words if answer.status == http.client.OK else "")
    except (OSError, http.client.HTTPException) as error:
        logger.warning("Akismet could not be asked: %r", error)


def _line(address):
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    return kind(address.hostname, address.port, timeout=PATIENCE)


def _fields(comment, browser):
    return {
        "api_key": settings.AKISMET_KEY,
        "blog": f"{settings.SITE_URL}/",
        "blog_charset": "UTF-8",
        "blog_lang": comment.article.language,
        "user_ip": comment.source or "",
        "user_agent": browser,
        "permalink": links.absolute(comment.article.get_absolute_url()),
        "comment_type": "reply" if comment.answers_id else "comment",
        "comment_author": comment.name,
        "comment_author_email": comment.email,
        "comment_author_url": comment.website,
        "comment_content": comment.body,
    }
