from articles.views.archive import archive_day, archive_month, archive_year
from articles.views.article import article_changes, article_detail, preview
from articles.views.documents import document
from articles.views.errors import not_found, server_error
from articles.views.files import icon, media
from articles.views.front import front
from articles.views.lists import author_detail, corrections, section_detail, topic_detail
from articles.views.machines import healthz, robots
from articles.views.page import page_detail
from articles.views.search import search

__all__ = [
    "archive_day",
    "archive_month",
    "archive_year",
    "article_changes",
    "article_detail",
    "author_detail",
    "corrections",
    "document",
    "front",
    "healthz",
    "icon",
    "media",
    "not_found",
    "page_detail",
    "preview",
    "robots",
    "search",
    "section_detail",
    "server_error",
    "topic_detail",
]
