from articles.admin.article import ArticleAdmin
from articles.admin.picture import PictureAdmin
from articles.admin.shelves import ContributorAdmin, PageAdmin, SectionAdmin, TagAdmin

__all__ = [
    "ArticleAdmin",
    "ContributorAdmin",
    "PageAdmin",
    "PictureAdmin",
    "SectionAdmin",
    "TagAdmin",
]
