"""What every page needs of the paper itself: its look and its full addresses."""

import re
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from newsroom.press import headers, links, markup, memory, moment

register = template.Library()


@register.tag("per_edition")
def do_per_edition(parser, token):
    """Draw what stands up to `{% endper_edition %}` once for all pages: `{% per_edition name vary … %}`.

    It may differ from page to page only by the values named in `vary`.
    """
    return PerEdition(*_parse(parser, token))


@register.tag("of_the_paper")
def do_of_the_paper(parser, token):
    """Draw what stands up to `{% endof_the_paper %}` as `per_edition` does, for as long as the paper says the same.

    From edition to edition it may differ only by what the masthead shows, and by the day.
    """
    return OfThePaper(*_parse(parser, token))


def _parse(parser, token):
    tag, name, *vary = token.split_contents()
    part = parser.parse([f"end{tag}"])
    parser.delete_first_token()
    return name, [parser.compile_filter(each) for each in vary], part


class PerEdition(template.Node):
    def __init__(self, name, vary, nodelist):
        self.name, self.vary, self.nodelist = name, vary, nodelist

    def render(self, context):
        key = ("part", self.name, *(each.resolve(context) for each in self.vary))
        return memory.per_edition(key, lambda: self._draw(key, context))

    def _draw(self, key, context):
        return self.nodelist.render(context)


class OfThePaper(PerEdition):
    def _draw(self, key, context):
        shows = (key, get_language(), context["masthead"].shows, moment.today())
        return memory.while_same(shows, lambda: super(OfThePaper, self)._draw(key, context))


@register.simple_tag(takes_context=True)
def site_style(context, lists=True):
    """Print the style of the site in the masthead's colours and let this answer carry it, that of lists if asked."""
    masthead = context["masthead"]
    css = style(masthead.brand_light, masthead.brand_dark, lists)
    headers.allow_style(context["request"], css)
    return mark_safe(f"<style>{css}</style>")


@register.simple_tag(takes_context=True)
def place_in_menu(context):
    """Return the address in the menu where this page belongs, and whether it is the page itself."""
    here, masthead = context.get("here", ""), context["masthead"]
    known = masthead.addresses_in_menu
    return (here, here == context["request"].path) if here in known else ("", False)


@register.simple_tag(takes_context=True)
def breaking_news(context):
    """Return the banner that stands above the pages of this language: the last that began."""
    masthead = context["masthead"]
    language = context.get("page_language") or masthead.language
    return next((each for each in masthead.banners if each.language == language), None)


@register.simple_tag
def absolute(path):
    """Return the full public address of a path of this site."""
    return links.absolute(path)


@register.filter
def readable(text):
    """Return the text without what XML forbids."""
    return markup.readable(text)


@lru_cache(maxsize=8)
def style(light, dark, lists=True):
    """Return the style sheet with the brand's colour by day and by night; without `lists` for a page that has none."""
    by_night = f"@media(prefers-color-scheme:dark){{:root{{--brand:{dark}}}}}"
    sheets = _sheet("site") + (_sheet("lists") if lists else "")
    return f":root{{--brand:{light}}}{by_night}{sheets}"


@cache
def _sheet(name):
    return shorten((settings.BASE_DIR / "templates" / f"{name}.css").read_text())


def shorten(css):
    """Return the style without comments and without spaces that mean nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r"(?<=[\w)-]):\s+", ":", css).replace(";}", "}").strip()
