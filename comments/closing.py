"""When a story takes comments."""

from articles.models import Article


def is_open(article: Article) -> bool:
    """Say whether readers may answer this story now."""
    return article.comments_open and article.is_published
