from articles.admin.article import ArticleAdmin
from articles.admin.document import DocumentAdmin
from articles.admin.front import FrontAdmin
from articles.admin.picture import PictureAdmin
from articles.admin.shelves import ContributorAdmin, PageAdmin, SectionAdmin, TagAdmin

__all__ = [
    "ArticleAdmin",
    "ContributorAdmin",
    "DocumentAdmin",
    "FrontAdmin",
    "PageAdmin",
    "PictureAdmin",
    "SectionAdmin",
    "TagAdmin",
]
