"""WordPress's shortcodes: what becomes of those that readers can be given, and the others, for editors to see."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from html import escape, unescape

from newsroom.moving.texts import addresses, brackets, gutenberg

LEFT_OUT = "shortcode left out"

# A tag is matched first, so that brackets in its attributes are never taken for a shortcode.
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)[^<>]*>"
    r"|\[(?P<escaped>\[?)(?P<end>/?)(?P<name>[A-Za-z][\w-]{0,60})"
    r"(?P<rest>(?:[^\[\]\"'<>]|\"[^\"]{0,2000}\"|'[^']{0,2000}')*)\](?P<escaped_end>\]?)"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/]+))")
_PICTURE_THEN_WORDS = re.compile(
    r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\]]+")

CAPTIONS = {"caption", "wp_caption"}
PLAYERS = {"audio", "video"}
VERBATIM = {"pre", "code", "script", "style", "textarea"}
KNOWN = CAPTIONS | PLAYERS | {"gallery", "playlist", "embed"}
FILES = ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv", "wmv", "flv")
_PAGES = {
    "youtube": (re.compile(r"[\w-]{11}"), "https://www.youtube.com/watch?v={}"),
    "vimeo": (re.compile(r"[0-9]+"), "https://vimeo.com/{}"),
    "tweet": (re.compile(r"[0-9]+"), "https://x.com/i/status/{}"),
}


def expand(
    text: str, attached: Sequence[str] = (), names: Container[str] = ()
) -> tuple[str, Counter[tuple[str, str]]]:
    """Return the text as HTML, and how often which shortcode is left for editors alone.

    Words in brackets are a shortcode when WordPress has one of that name, when they carry attributes, an underscore,
    a number or an end of their own, when the archive uses their name so (`names`), or when a lonely one is all that
    stands in its line: “[sic]” and “[the minister]” stay.
    `attached` are the numbers of the pictures that hang on the post, which a gallery without numbers shows.
    """
    if "[" not in text:
        return text, Counter()
    expansion = _Expansion(text, attached, names)
    return expansion.run(), expansion.notes


class _Expansion:
    def __init__(self, text: str, attached: Sequence[str], names: Container[str]):
        self.text, self.attached, self.names = text, attached, names
        self.notes: Counter[tuple[str, str]] = Counter()
        self.ended = {found["name"].lower() for found in _TOKEN.finditer(text) if found["end"]}
        self.pieces: list[str] = []
        self.verbatim = ""
        # An open [caption] or [embed]: its name, its attributes, where its content begins.
        self.open: tuple[str, dict[str, str], int] | None = None

    def run(self) -> str:
        end = 0
        for found in _TOKEN.finditer(self.text):
            self.pieces.append(self.text[end : found.start()])
            self.pieces.append(self.replace(found))
            end = found.end()
        self.pieces.append(self.text[end:])
        return "".join(self.pieces)

    def replace(self, found: re.Match) -> str:
        if found["tag"]:
            self.watch(found["tag"].lower(), closes=bool(found["close"]))
            return found[0]
        if self.verbatim:
            return found[0]
        if found["escaped"] and found["escaped_end"]:
            return found[0][1:-1]
        name = found["name"].lower()
        if not self.is_shortcode(name, found):
            return found[0]
        return found["escaped"] + self.meaning(name, found) + found["escaped_end"]

    def watch(self, tag: str, *, closes: bool):
        if closes and tag == self.verbatim:
            self.verbatim = ""
        elif not closes and not self.verbatim and tag in VERBATIM:
            self.verbatim = tag

    def is_shortcode(self, name: str, found: re.Match) -> bool:
        return (
            name in KNOWN
            or "_" in name
            or name in self.ended
            or _ATTRIBUTE.search(found["rest"]) is not None
            or (name in _PAGES and _page(name, found["rest"]) != "")
            or brackets.is_shortcode(found, self.names)
        )

    def meaning(self, name: str, found: re.Match) -> str:
        if name in CAPTIONS | {"embed"}:
            shown = self.close(name, found) if found["end"] else self.begin(name, found)
            return self.left(name, found) if shown is None else shown
        if found["end"]:
            return "" if name in KNOWN else self.left(name, found)
        if name == "gallery":
            shown = self.gallery(_attributes(found["rest"]))
        elif name in PLAYERS:
            shown = _play(name, found["rest"])
        else:
            shown = _link(_page(name, found["rest"]))
        return shown or self.left(name, found)

    def left(self, name: str, found: re.Match) -> str:
        """Return a shortcode as editors see it."""
        if not found["end"]:
            self.notes[LEFT_OUT, f"[{name}]"] += 1
        said = found[0].removeprefix("[" * len(found["escaped"])).removesuffix(found["escaped_end"])
        said = escape(unescape(" ".join(said.split())), quote=False)
        return f'<code class="shortcode">{said}</code>'

    def begin(self, name: str, found: re.Match) -> str | None:
        if name not in self.ended or self.open is not None:
            return None
        self.open = name, _attributes(found["rest"]), len(self.pieces)
        return ""

    def close(self, name: str, found: re.Match) -> str | None:
        if self.open is None or self.open[0] != name:
            return None
        _, attributes, start = self.open
        self.open = None
        inside = "".join(self.pieces[start:])
        del self.pieces[start:]
        return _embed(inside) if name == "embed" else _figure(inside, attributes)

    def gallery(self, attributes: dict[str, str]) -> str:
        named = attributes.get("ids") or attributes.get("include")
        if named:
            return gutenberg.gallery(re.split(r"[\s,]+", named.strip()))
        without = attributes.get("exclude", "").split(",")
        return gutenberg.gallery(each for each in self.attached if each not in without)


def _attributes(rest: str) -> dict[str, str]:
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(rest)
    }


def _page(name: str, rest: str) -> str:
    """Return the page of a provider that a shortcode shows, by its address or by its number there."""
    found = _ADDRESS.search(rest)
    if found:
        return addresses.provided(unescape(found[0]))
    number, page = _PAGES.get(name, (None, ""))
    said = _attributes(rest).get("id") or rest.strip(" =/")
    return page.format(said) if number and number.fullmatch(said) else ""


def _play(name: str, rest: str) -> str:
    attributes = _attributes(rest)
    address = next((attributes[key] for key in FILES if attributes.get(key)), "")
    address = address or unescape("".join(_ADDRESS.findall(rest)[:1]))
    return f'\n\n<{name} src="{escape(address)}"></{name}>\n\n' if address else ""


def _figure(inside: str, attributes: dict[str, str]) -> str:
    found = _PICTURE_THEN_WORDS.fullmatch(inside)
    picture, words = found.groups() if found else ("", inside)
    caption = words.strip() or attributes.get("caption", "")
    return f"\n\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n\n"


def _embed(inside: str) -> str:
    found = _ADDRESS.search(inside)
    return _link(unescape(found[0])) if found else inside


def _link(address: str) -> str:
    address = escape(address)
    return f'\n\n<p><a href="{address}">{address}</a></p>\n\n' if address else ""
