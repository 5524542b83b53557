"""The place a story is filed from: printed before its first words, kept apart from its body."""

import re
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

# A single word of fewer than five letters is taken for an abbreviation, unless it is a city.
SHORT_PLACES = frozenset(
    "BAKU BARI BERN BONN CORK DOHA GAZA GIZA KARS KIEV KYIV LIMA LINZ LVIV LYON MALE METZ NICE "
    "OMSK OSLO PISA RIGA ROME TULA VAN YORK ՀՌՈՄ ԿԻԵՎ ԿԻԵՒ ԴՈՀԱ ՕՍԼՈ ՌԻԳԱ ՆԻՍ ՎԱՆ ԿԱՐՍ ԼԻՈՆ "
    "БАКУ БЕРН БОНН ВАН ГАЗА ДОХА КАИР КАРС КИЕВ КИЇВ ЛИОН ОМСК ОСЛО РИГА РИМ СОЧИ ТУЛА УФА ЧИТА".split()
)
# Words in capitals that open a story, or stand in its opening, without naming a place.
NOT_PLACES = frozenset(
    "ALERT ANALYSIS ANNOUNCEMENT AUDIO BREAKING CARTOON COLUMN COMMENTARY COMMITTEE CORRECTION "
    "COUNCIL DOCUMENTARY EDITORIAL EDITORIALS EMBASSY ESSAY EVENT EVENTS EXCLUSIVE EXPLAINED "
    "EXPLAINER FACT-CHECK FEATURE GALLERY GOVERNMENT INFOGRAPHIC INTERVIEW INTERVIEWS LETTER "
    "LETTERS LISTEN LIVE LIVESTREAM MINISTRY NEWS NEWSLETTER NOTE OBITUARY OP-ED OPINION "
    "PARLIAMENT PHOTO PHOTOS PODCAST PODCASTS PRESIDENT PRESS PREVIEW PROFILE RECAP RELEASE REPORT "
    "REVIEW SENATE SLIDESHOW SPONSORED SPORTS STATEMENT SUMMIT TRAILER TRANSCRIPT UPDATE UPDATED "
    "UPDATES URGENT VIDEO VIDEOS VIEWPOINT WATCH WEBINAR CSTO ECOWAS EUROPOL FRONTEX IMF INTERPOL "
    "NATO OSCE UNESCO UNHCR UNICEF EU UK UN US ԱՄՆ ԲԱՑԱՌԻԿ ԵՄ ԻՆՏԵՐՊՈԼ ԵՎՐՈՊՈԼ ԹԱՐՄԱՑՎԱԾ ԽՄԲԱԳՐԱԿԱՆ "
    "ԿԱՐԾԻՔ ԼՈՒՍԱՆԿԱՐՆԵՐ ՀԱՅՏԱՐԱՐՈՒԹՅՈՒՆ ՀԱՐՑԱԶՐՈՅՑ ՀԱՐՑԱԶՐՈՒՅՑ ՀՀ ՄԱԿ ՅԱՅՏԱՐԱՐՈՒԹԻՒՆ ՅՈՒՆԵՍԿՕ "
    "ՅՈՒՆԻՍԵՖ ՌԴ ՏԵՍԱՆԻՒԹ ՏԵՍԱՆՅՈՒԹ ՎԵՐԼՈՒԾՈՒԹԻՒՆ ՎԵՐԼՈՒԾՈՒԹՅՈՒՆ ՓՈԴՔԱՍԹ АНАЛИЗ АНАЛИТИКА АУДИО ВИДЕО "
    "ЗАЯВЛЕНИЕ ИНТЕРВЬЮ ИНТЕРПОЛ КОММЕНТАРИЙ МИНИСТЕРСТВО МНЕНИЕ МОЛНИЯ НОВОСТИ ОБНОВЛЕНО ОБСЕ ОДКБ "
    "ОПРОС ПАРЛАМЕНТ ПОДКАСТ ПРАВИТЕЛЬСТВО ПРЕЗИДЕНТ РЕПОРТАЖ СРОЧНО ФОТОГАЛЕРЕЯ ФОТОРЕПОРТАЖ "
    "ЭКСКЛЮЗИВ ЮНЕСКО ЮНИСЕФ".split()
)

_UPPER = r"A-ZÀ-ÖØ-ÞԱ-ՖևА-ЯЁІЇЄҐ"
_LETTER = r"[^\W\d_]"
_WORD = rf"[{_UPPER}][{_UPPER}.'’-]*"
_REGION = rf"(?!\d)[{_UPPER}][\w.’'-]*(?:\s[{_UPPER}][\w.’'-]*){{0,2}}"
_AGENCY = r"[^\W\d_][^()\s]*(?:\s[^()\s]+){0,3}"
_SHOUT = rf"[{_UPPER}]{{5}}"
_COUNT = r"\d+(?:[.,]\d+)*%?\s"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_WORD}(?:\s{_WORD}){{0,2}}(?:,\s{_REGION})?)"
    rf"(?:\s+\((?P<agency>{_AGENCY})\))?"
    rf"\s+(?P<dash>—|–|―|--?)\s+"
    rf"(?P<rest>[«“„‘\"'(\[]*(?:(?!{_SHOUT})[{_UPPER}]|{_COUNT}).*)",
    re.DOTALL,
)


class Dateline(NamedTuple):
    """A dateline found at the start of a text, and the text without it."""

    place: str
    agency: str
    dash: str
    rest: str


def render(place: str, agency: str, dash: str) -> str:
    """The dateline as plain text: ``YEREVAN (Armenpress) —``; empty without place and agency."""
    source = f"({agency})" if agency else ""
    if not (place or source):
        return ""
    return " ".join(part for part in (place, source, dash) if part)


def html(place: str, agency: str, dash: str) -> SafeString:
    """The dateline as it opens the first paragraph: the place in span.dl, a space at its end."""
    if not place:
        return format_html("{} ", render("", agency, dash)) if agency else SafeString("")
    rest = " ".join(part for part in (f"({agency})" if agency else "", dash) if part)
    return format_html('<span class="dl">{}</span> {}', place, f"{rest} " if rest else "")


def split(text: str) -> Dateline | None:
    """The dateline that opens a text, or None where there is the slightest doubt.

    It is one to three words in capitals (with a region after a comma, an agency in brackets, or
    both), a dash that stands alone, and then something that begins a sentence, in quotation marks
    or not: a word with a capital or a number. Abbreviations and labels are not places, and a dash
    between two words in capitals is a match or a list.
    """
    found = _DATELINE.fullmatch(text)
    if not found or not _is_place(found["place"]):
        return None
    return Dateline(found["place"], found["agency"] or "", found["dash"], found["rest"].rstrip())


def _is_place(place: str) -> bool:
    words = place.partition(",")[0].split()
    if NOT_PLACES.intersection(words):
        return False
    letters = re.sub(rf"(?!{_LETTER}).", "", "".join(words))
    return len(letters) >= 5 or (len(words) == 1 and words[0] in SHORT_PLACES)
