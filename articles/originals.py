"""What a story was on the old site that it was brought from, word for word."""

from articles.models import Article
from newsroom.models import Original

KIND = "post"  # what stories are called by those who remember where they came from


def of(article: Article) -> Original | None:
    """Return the markup of a story on its old site; None for one that was written here."""
    kept = Original.objects.select_related("moved")
    return kept.filter(moved__kind=KIND, moved__new_id=article.pk).first()
