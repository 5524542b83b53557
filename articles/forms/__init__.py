"""What editors type."""

from articles.forms.article import ArticleForm
from articles.forms.document import DocumentForm
from articles.forms.picture import PictureForm
from articles.forms.shelves import ContributorForm, NamedForm, PageForm, RowForm

__all__ = [
    "ArticleForm",
    "ContributorForm",
    "DocumentForm",
    "NamedForm",
    "PageForm",
    "PictureForm",
    "RowForm",
]
