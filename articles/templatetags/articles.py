"""What templates say about stories: who wrote them, when and with which picture."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from articles import dates, figures, sharing, structured
from articles.models import Byline
from newsroom.press import links
from newsroom.press import moment as now

MOST_DRAWINGS = 1_000  # about 4 MB, with all that each shows

register = template.Library()
_drawings: dict[tuple, str] = {}

# By place: the widths that a browser chooses from, how wide the picture stands there, how urgent it is.
LEAD = ((480, 800, 1200, 1640), "(min-width:72rem) 52rem,100vw", 'fetchpriority="high"')
FRONT = ((480, 800, 1200), "(min-width:64rem) 36rem,100vw", 'fetchpriority="high"')
CARD = ((320, 480, 800), "(min-width:64rem) 16rem,(min-width:40rem) 45vw,92vw", 'loading="lazy"')
THUMB = ((320, 480), "(min-width:64rem) 14rem,(min-width:40rem) 12rem,7rem", 'loading="lazy"')
TEXT = ((480, 800, 1200), "(min-width:42rem) 39rem,100vw", 'loading="lazy"')
GALLERY = ((320, 480, 800), "(min-width:42rem) 19rem,50vw", 'loading="lazy"')
PLACES = {
    "lead": LEAD,
    "front": FRONT,
    "card": CARD,
    "thumb": THUMB,
    "text": TEXT,
    "gallery": GALLERY,
}
# Where a picture is large enough for AVIF to save more than naming it costs.
LARGE = ("lead", "front", "text")


@register.simple_tag
def picture(picture, place, alt=""):
    """Print a picture for its place on the page, in a text in its own shape; a story without one leaves no gap."""
    if picture is None or not picture.widths:
        return ""
    widths, sizes, urgency = PLACES[place]
    srcset = picture.whole_srcset if place == "text" else picture.srcset
    choice = srcset(*widths)
    image = format_html(
        '<img src="{}"{} width="800" height="{}" alt="{}" {}>',
        picture.whole_at_most(widths[1]) if place == "text" else picture.at_most(widths[1]),
        format_html(' srcset="{}" sizes="{}"', choice, sizes) if choice else "",
        picture.whole_height(800) if place == "text" else 500,
        alt,
        mark_safe(urgency),
    )
    if not (place in LARGE and choice and picture.avif):
        return image
    return _beside_avif(srcset(*widths, kind="avif"), sizes, image)


def _beside_avif(choice, sizes, image):
    source = '<picture><source type="image/avif" srcset="{}" sizes="{}">{}</picture>'
    return format_html(source, choice, sizes, image)


@register.filter
def with_pictures(text):
    """Print the text of a story, its pictures drawn as they are now."""
    return mark_safe(figures.with_pictures(text))


@register.simple_tag(takes_context=True)
def card(context, article):
    """Print the card of a story (`_card.html`), drawn once for as long as all that it shows is the same."""
    return _drawn("articles/_card.html", article.card, context["page_language"], article=article)


@register.simple_tag(takes_context=True)
def line(context, article, template="articles/_line.html"):
    """Print a story in a list of headlines, drawn once for as long as all that it shows is the same."""
    return _drawn(template, article.line, context["page_language"], article=article)


@register.simple_tag(takes_context=True)
def front_top(context, top):
    """Print what stands above all blocks (`_top.html`), drawn once for as long as all that it shows is the same."""
    return _drawn("articles/_top.html", top, context["page_language"], page=top)


@register.simple_tag(takes_context=True)
def front_block(context, block):
    """Print a section's block (`_block.html`), drawn once for as long as all that it shows is the same."""
    return _drawn("articles/_block.html", block.shows, context["page_language"], block=block)


@register.simple_tag
def moment(moment, style="short"):
    """Print a time in the page's language: `full` with its zone, `date`, or as `short` as tells it."""
    local = timezone.localtime(moment)
    today = now.today() if style == "short" else local.date()
    return _time(local, local.tzinfo, style, today, get_language())


@register.simple_tag
def today():
    """Print the day on which this page is made."""
    return dates.weekday_and_date(timezone.localtime(now.now()), get_language())


@register.filter
def day_in_words(day):
    """Print a day of the archive."""
    return dates.date(day, get_language())


@register.filter
def month_in_words(day):
    """Print the month of a day of the archive."""
    return dates.month(day.year, day.month, get_language())


@register.filter
def month_of(month, year):
    """Print a month of a year by its number."""
    return dates.month(year, month, get_language())


@register.simple_tag
def last_day(listing):
    """Return the day of the oldest story on a page, from where the archive goes on."""
    return timezone.localdate(listing.rows[-1].published_at)


@register.simple_tag
def bylines(article):
    """Print who did what, each with a link; nothing when nobody is named."""
    patterns = {
        Byline.Role.BY: gettext("By %(names)s"),
        Byline.Role.AGENCY: "%(names)s",
        Byline.Role.TRANSLATED: gettext("Translated by %(names)s"),
        Byline.Role.PHOTOGRAPHS: gettext("Photographs by %(names)s"),
    }
    found = ((pattern, _linked(article, role)) for role, pattern in patterns.items())
    lines = ((_fill(pattern, names=names),) for pattern, names in found if names)
    return format_html_join(" ", "<span>{}</span>", lines)


@register.simple_tag
def authors(article):
    """Print the names of those who wrote the story, as text."""
    lines = [line for line in article.bylines.all() if line.names_an_author]
    return _listed([line.contributor.name for line in lines])


@register.simple_tag
def share_links(article):
    """Return the ways to pass the story on."""
    return sharing.ways(article.headline, links.absolute(article.get_absolute_url()))


@register.simple_tag
def structured_data(article, masthead, corrections=()):
    """Print what search engines read of the story."""
    data = structured.as_text(structured.news_article(article, masthead, corrections or ()))
    return mark_safe(f'<script type="application/ld+json">{data}</script>')


def _drawn(template, shows, page_language, **context):
    # What was published today is shown by its hour, which is over at midnight.
    key = (template, page_language, now.today(), shows)
    drawing = _drawings.get(key)
    if drawing is None:
        if len(_drawings) >= MOST_DRAWINGS:
            _drawings.clear()
        context["page_language"] = page_language
        drawing = _drawings[key] = mark_safe(render_to_string(template, context))
    return drawing


@lru_cache(maxsize=2_000)
def _time(local, zone, style, today, language):
    # Two moments are equal whatever their zones, which is why the zone is asked for beside the moment.
    words = getattr(dates, style)
    words = words(local, today, language) if style == "short" else words(local, language)
    machine = local.isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _linked(article, role):
    people = [line.contributor for line in article.bylines.all() if line.role == role]
    link = '<a rel="author" href="{}">{}</a>'
    return _listed([format_html(link, each.get_absolute_url(), each.name) for each in people])


def _listed(names):
    """Join names as a sentence does: one, one and two, one, two and three."""
    others, last = _joined(names[:-1]), _joined(names[-1:])
    return _fill(gettext("%(names)s and %(last)s"), names=others, last=last) if others else last


def _joined(names):
    return format_html_join(", ", "{}", ((name,) for name in names))


def _fill(pattern, **parts):
    """Fill a translated pattern; what it is filled with is escaped unless it is markup of ours."""
    return mark_safe(pattern % {name: conditional_escape(part) for name, part in parts.items()})
