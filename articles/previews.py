"""Links that show a story to someone before readers have it."""

import datetime

from django.urls import reverse

from articles.models import Article
from newsroom.press import links, tokens

PURPOSE = "preview"
LIFETIME = datetime.timedelta(days=7)


def is_of_use(article: Article) -> bool:
    """Say whether a link would show more than readers get: not for what they have, nor for what is withdrawn."""
    return not article.is_published and article.status != Article.Status.WITHDRAWN


def address(article: Article) -> str:
    """Return a link that shows the story, unless it is withdrawn, to whoever holds it for a week."""
    return links.absolute(reverse("preview", args=[tokens.sign(PURPOSE, article.pk)]))


def read(token: str) -> int:
    """Return the key of the story that a link shows; raise `tokens.Bad` for one that is not ours or too old."""
    return tokens.read(PURPOSE, token, max_age=LIFETIME)
