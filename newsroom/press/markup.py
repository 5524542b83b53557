"""Writing that people send us, made safe to print."""

import re
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

TAGS = set(
    "p h2 h3 h4 ul ol li blockquote cite a strong em b i u s sub sup br hr table thead tbody tr "
    "th td caption figure figcaption img code pre".split()
)
# The page's one h1 is the headline. Other blocks become paragraphs, so that their words stay apart.
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "tfoot": "tbody"} | dict.fromkeys(
    "address article aside center dd details div dt fieldset footer form header main nav section "
    "summary".split(),
    "p",
)
# Dropped with their text, which was never meant to be read.
UNREAD = frozenset(
    "script style template iframe object noscript noembed noframes svg math title textarea "
    "select".split()
)
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title", "rel"},
    "figure": {"data-picture", "data-gallery", "data-embed"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
# What a figure shows, by the keys of its pictures; a template of the app that knows them draws it. One that shows
# a place of another site holds a link there, and its attribute holds nothing.
FIGURES = {
    "data-picture": re.compile(r"[1-9][0-9]{0,17}"),
    "data-gallery": re.compile(r"[1-9][0-9]{0,17}(?: [1-9][0-9]{0,17}){0,49}"),
    "data-embed": re.compile(""),
}
# What may stand inside a sentence, the marks of what changed in it among them.
PHRASES = set("a cite strong em b i u s sub sup br code del ins".split())
# Of a text that came from elsewhere, an instruction to the old site stays for editors to see.
CLASSES = {"blockquote": {"pull"}, "code": {"shortcode"}, "figure": {"wide"}}
# What an editor may say of a link. Nothing opens in a new window, so there is no opener to cut off.
RELATIONS = ("license", "nofollow", "sponsored", "ugc")
BLOCKS = frozenset(
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)

# A text is cleaned until cleaning changes nothing; real ones settle in two passes.
_MOST_PASSES = 20

# Controls, halves of characters and the two that XML forbids.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_ANY_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
_RENAMED_TAG = re.compile(rf"<(/?)({'|'.join(RENAMED)})\b")
# As the cleaner writes them: lower case, in double quotes, one space apart.
_OTHER_ATTRIBUTES = r'(?: [a-z-]+="[^"]*")*?'
_EMPTY_CLASS = re.compile(rf'(<[a-z0-9]+{_OTHER_ATTRIBUTES}) class=""')
_IMAGE_OF_NOTHING = re.compile(rf"<img(?!{_OTHER_ATTRIBUTES} src=)[^>]*>")
_IMAGE_WITHOUT_ALT = re.compile(rf"<img(?!{_OTHER_ATTRIBUTES} alt=)")
_EMPTY_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(?:\s|&nbsp;|<br>)*</p>")
_SEEN = re.compile(r"<(?:img|hr)\b|<figure [^>]*\bdata-")

_CLOSER = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_OVERRIDES = "\u202d\u202e"
_URL = re.compile(r"https?://\w[^\s<>\"«»“”@\u202a-\u202e\u2066-\u2069]*", re.IGNORECASE)
_AFTER_URL = ".,:;!?…'’*)]}։՝՜՛՞՟"


def clean(html: str) -> str:
    """The HTML with nothing left that runs, loads or styles; cleaning it again changes nothing."""
    html = readable(html)
    for _ in range(_MOST_PASSES):
        cleaned = _tidy(_CLEANER.clean(html))
        if cleaned == html:
            return html
        html = cleaned
    return str(format_html("<p>{}</p>", plain_text(html)))


def phrase(html: str) -> str:
    """A piece of clean HTML as one phrase: what emphasises and links stays, blocks and pictures go."""
    return _PHRASES.clean(html)


def plain_text(html: str) -> str:
    """What a reader reads, on one line: blocks and line breaks part words, inline tags do not."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.pieces).split())


def readable(text: str) -> str:
    """The text without the characters that are none, which would break a feed or a map."""
    return _NOT_TEXT.sub("", text)


def clean_comment(text: str) -> str:
    """A reader's plain text as it is kept: one kind of line end, no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return readable(lines).strip()


def comment_html(text: str) -> SafeString:
    """A reader's plain text as paragraphs that keep its lines, with its web addresses linked.

    No paragraph can turn the writing direction of what stands around it.
    """
    return _paragraphs(text, rel="ugc nofollow noopener")


def note_html(text: str) -> SafeString:
    """An editor's plain text, printed as a reader's is; its links are the paper's own."""
    return _paragraphs(text, rel="noopener")


class _Reader(HTMLParser):
    """Collects the text of a document; pieces are in reading order."""

    def __init__(self):
        super().__init__()
        self.pieces = []
        self._unread = 0

    def handle_starttag(self, tag, attrs):
        self._unread += tag in UNREAD
        self._part(tag)

    def handle_endtag(self, tag):
        self._unread = max(0, self._unread - (tag in UNREAD))
        self._part(tag)

    def handle_data(self, data):
        if not self._unread:
            self.pieces.append(data)

    def parse_marked_section(self, i, report=1):
        # The standard parser asserts on sections of other languages; HTML calls them comments.
        return self.parse_bogus_comment(i)

    def _part(self, tag):
        if tag in BLOCKS:
            self.pieces.append(" ")


def _tidy(html: str) -> str:
    # In what the cleaner returns, < and > outside of tags are escaped, so < always opens a tag.
    html = _RENAMED_TAG.sub(lambda tag: f"<{tag[1]}{RENAMED[tag[2]]}", html)
    html = _EMPTY_CLASS.sub(r"\1", html)
    html = _IMAGE_OF_NOTHING.sub("", html)
    html = _IMAGE_WITHOUT_ALT.sub('<img alt=""', html)
    html = re.sub(r"(<pre\b[^>]*>)\n+", r"\1", html)
    html = _EMPTY_PARAGRAPH.sub("", html).strip()
    return html if _says(html) or _SEEN.search(html) else ""


def _says(html: str) -> bool:
    """Say whether there is anything to read in clean HTML, quicker than by reading all of it."""
    return bool(unescape(_ANY_TAG.sub("", html)).strip())


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("href", "src"):
        return _address(value, image=name == "src")
    if name in FIGURES:
        return value if FIGURES[name].fullmatch(value) else None
    if name == "rel":
        return " ".join(word for word in RELATIONS if word in value.lower().split()) or None
    if name == "lang":
        return value if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", value) else None
    if name in ("width", "height", "start", "colspan", "rowspan"):
        return value if re.fullmatch(r"[0-9]{1,4}", value) else None
    return value


def _address(url: str, *, image: bool) -> str | None:
    # Browsers ignore control characters around and line breaks inside an address, and so do we.
    url = re.sub(r"[\t\r\n]", "", url).strip("".join(map(chr, range(33))))
    if image:  # of ours alone: a reader's page loads nothing from elsewhere
        return url if re.match(r"/(?![/\\])", url) else None
    if url.startswith("//"):
        return f"https:{url}"
    if re.match(r"https?://[^\s/\\]", url, re.IGNORECASE):
        return url
    if "\\" in url or re.match(r"https?:", url, re.IGNORECASE):
        return None
    if re.match(r"(?:mailto|tel):", url, re.IGNORECASE):
        return url
    return None if re.match(r"[^/?#]*:", url) else url


_PHRASES = nh3.Cleaner(
    tags=PHRASES,
    attributes={"*": {"lang"}, "a": ATTRIBUTES["a"]},
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel"},
)
_CLEANER = nh3.Cleaner(
    tags=TAGS | RENAMED.keys(),
    clean_content_tags=set(UNREAD),
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    allowed_classes=CLASSES,
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel"},
)


def _paragraphs(text: str, rel: str) -> SafeString:
    paragraphs = re.split(r"\n\s*\n", clean_comment(text))
    return mark_safe("\n".join(_paragraph(lines, rel) for lines in paragraphs if lines))


def _paragraph(text: str, rel: str) -> str:
    lines = (_linked(_balanced(line.strip()), rel) for line in text.split("\n"))
    return '<p dir="auto">{}</p>'.format("<br>".join(lines))


def _balanced(line: str) -> str:
    """The line with every turn of direction ended inside it, and no override of how letters run."""
    kept, open_turns = [], []
    for character in line:
        if character in _CLOSER:
            open_turns.append(_CLOSER[character])
        elif character in _CLOSER.values():
            if open_turns[-1:] != [character]:
                continue
            open_turns.pop()
        elif character in _OVERRIDES:
            continue
        kept.append(character)
    return "".join(kept + open_turns[::-1])


def _linked(line: str, rel: str) -> str:
    pieces, end = [], 0
    for found in _URL.finditer(line):
        url = _without_punctuation(found[0])
        pieces += [escape(line[end : found.start()]), _link(url, rel)]
        end = found.start() + len(url)
    return "".join([*pieces, escape(line[end:])])


def _link(url: str, rel: str) -> str:
    return format_html('<a href="{0}" rel="{1}" dir="ltr">{0}</a>', url, rel)


def _without_punctuation(url: str) -> str:
    while url[-1] in _AFTER_URL and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url
