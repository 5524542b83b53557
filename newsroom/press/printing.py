"""Rendering a page in the language it is written in."""

from django.shortcuts import render
from django.utils import translation


def show(request, template, language, context=None, *, status=200):
    """Render `template` with our words, dates and plurals in `language`."""
    context = {"page_language": language, "here": request.path} | (context or {})
    with translation.override(language):
        return render(request, template, context, status=status)
