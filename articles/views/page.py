"""About, Contact, Privacy and their like."""

from django.shortcuts import get_object_or_404

from articles import figures
from articles.models import Page
from newsroom.press import pages
from newsroom.press.printing import show


@pages.shared
def page_detail(request, path):
    page = get_object_or_404(Page.objects.public(), path=path)
    context = {"page": page, "text": figures.with_cards(page.body, page.language)}
    return show(request, "articles/page_detail.html", page.language, context)
