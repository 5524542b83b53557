from articles.models.article import Article
from articles.models.byline import Byline
from articles.models.contributor import Contributor
from articles.models.correction import Correction
from articles.models.day import Day, Month
from articles.models.document import Document
from articles.models.front import Front, FrontChange, Slot
from articles.models.neighbours import Pick, Related
from articles.models.note import Note
from articles.models.page import Page
from articles.models.picture import Picture
from articles.models.places import FormerSlug, OldSlug, Placement
from articles.models.preview import PreviewLink, PreviewOpening
from articles.models.printed import Printed
from articles.models.readership import MostRead, Reads, ReadsLog
from articles.models.searchentry import SearchEntry
from articles.models.section import Section, Tag
from articles.models.unsaved import Presence, WorkingCopy

__all__ = [
    "Article",
    "Byline",
    "Contributor",
    "Correction",
    "Day",
    "Document",
    "FormerSlug",
    "Front",
    "FrontChange",
    "Month",
    "MostRead",
    "Note",
    "OldSlug",
    "Page",
    "Pick",
    "Picture",
    "Placement",
    "Presence",
    "PreviewLink",
    "PreviewOpening",
    "Printed",
    "Reads",
    "ReadsLog",
    "Related",
    "SearchEntry",
    "Section",
    "Slot",
    "Tag",
    "WorkingCopy",
]
