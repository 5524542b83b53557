"""What editors type."""

from articles.forms.article import PUBLISH, SUBMIT, ArticleForm
from articles.forms.picture import PictureForm
from articles.forms.shelves import ContributorForm, NamedForm, PageForm

__all__ = [
    "PUBLISH",
    "SUBMIT",
    "ArticleForm",
    "ContributorForm",
    "NamedForm",
    "PageForm",
    "PictureForm",
]
