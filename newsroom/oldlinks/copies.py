"""Old addresses of a story of which caches before us may still hold where they led."""

from urllib.parse import quote

from articles.models import Article
from newsroom.models import OldAddress


def of(article: Article) -> list[str]:
    """Return the old addresses of a story as their links most often spell them."""
    paths = OldAddress.objects.filter(kind="post", new_id=article.pk).values_list("path", flat=True)
    return [_as_linked(path) for path in paths]


def _as_linked(path):
    is_whole = "?" in path or "." in path.rpartition("/")[2]
    return quote(path, safe="/?=") + ("" if is_whole else "/")
