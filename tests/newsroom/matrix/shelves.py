"""What can be tried where things stand on shelves: added, changed and deleted by Django's own pages."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Contributor, Document, Page, Section, Tag
from newsletter.models import Newsletter
from newsroom.models import Banner, OldAddress, User
from tests.articles.documents import PDF

CHOSEN = {"password1": "a boat on a lake", "password2": "a boat on a lake"}


class Shelf:
    """Things that Django's own pages add, change and delete; `name` is the field that tells them apart."""

    def __init__(self, model, name, before, after, **needed):
        self.model, self.name, self.needed = model, name, needed
        self.before, self.after = before, after
        self.deeds = {"add": self.add, "change": self.change, "delete": self.delete}
        self.deeds["delete ticked ones"] = self.delete_ticked

    def address(self, view, *args):
        return reverse(f"admin:{self.model._meta.label_lower.replace('.', '_')}_{view}", args=args)

    def add(self, browser):
        browser.send(self.address("add"), **{self.name: self.after}, **self.needed)
        return self._are(self.after)

    def change(self, browser):
        browser.send(self.address("change", self._one().pk), **{self.name: self.after})
        return self._are(self.after)

    def delete(self, browser):
        browser.post(self.address("delete", self._one().pk), post="yes")
        return not self._are(self.before)

    def delete_ticked(self, browser):
        ticked = {"action": "delete_selected", "_selected_action": self._one().pk, "post": "yes"}
        browser.post(self.address("changelist"), **ticked)
        return not self._are(self.before)

    def forms(self):
        """Return where its forms are."""
        return self.address("add"), self.address("change", self._one().pk)

    def _one(self):
        return self.model.objects.get(**{self.name: self.before})

    def _are(self, name):
        return self.model.objects.filter(**{self.name: name}).exists()


class Uploads(Shelf):
    """Things that come with a file."""

    def add(self, browser):
        self.needed = {"file": SimpleUploadedFile("budget.pdf", PDF)}
        return super().add(browser)


ENDS = {"begins_at_0": "2026-05-01", "begins_at_1": "12:00", "ends_at_0": "2031-05-01"}
SHELVES = {
    "sections": Shelf(Section, "name", "Rivers", "Lakes"),
    "tags": Shelf(Tag, "name", "Floods", "Droughts"),
    "contributors": Shelf(Contributor, "name", "Ani", "Lia"),
    "pages": Shelf(Page, "title", "About", "Us", path="us", body="<p>Us.</p>"),
    "banner": Shelf(Banner, "words", "It rains", "It snows", **ENDS, ends_at_1="12:00"),
    "documents": Uploads(Document, "title", "The accounts", "The budget"),
    "redirects": Shelf(OldAddress, "target", "/before/", "/after/", path="/elsewhere"),
    "newsletters": Shelf(Newsletter, "name", "Mornings", "Evenings", slug="evenings"),
    "users": Shelf(User, "username", "narek", "levon", **CHOSEN, usable_password="true"),
}


def order(browser):
    """Say on the list which section comes first."""
    section = Section.objects.get(name="Rivers")
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": section.pk}
    moved = {"initial-form-0-position": section.position, "form-0-position": 7}
    browser.post("/admin/articles/section/", **rows, **moved, _save="Save")
    section.refresh_from_db()
    return section.position == 7
