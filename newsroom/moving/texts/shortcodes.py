"""WordPress's shortcodes: what readers can be given of them, and what is left out and named."""

import re
from collections import Counter
from html import escape, unescape

LEFT_OUT = "shortcode left out"
LINKED = "linked instead of shown"

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
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")

CAPTIONS = {"caption", "wp_caption"}
GALLERIES = {"gallery", "playlist"}
PLAYERS = {"audio", "video"}
VERBATIM = {"pre", "code", "script", "style", "textarea"}
KNOWN = CAPTIONS | GALLERIES | PLAYERS | {"embed"}
FILES = ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv", "wmv", "flv")


def expand(text: str) -> tuple[str, Counter[tuple[str, str]]]:
    """Return the text as HTML without shortcodes, and how often what was left out.

    Words in brackets are a shortcode only when WordPress has one of that name, or when they carry
    attributes, an underscore or an end of their own: “[sic]” and “[the minister]” stay.
    """
    expansion = _Expansion(text)
    return expansion.run(), expansion.notes


class _Expansion:
    def __init__(self, text: str):
        self.text = text
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
        if not self.is_shortcode(name, found["rest"]):
            return found[0]
        return found["escaped"] + self.meaning(name, found) + found["escaped_end"]

    def watch(self, tag: str, *, closes: bool):
        if closes and tag == self.verbatim:
            self.verbatim = ""
        elif not closes and not self.verbatim and tag in VERBATIM:
            self.verbatim = tag

    def is_shortcode(self, name: str, rest: str) -> bool:
        return (
            name in KNOWN
            or "_" in name
            or name in self.ended
            or _ATTRIBUTE.search(rest) is not None
        )

    def meaning(self, name: str, found: re.Match) -> str:
        if name in CAPTIONS | {"embed"}:
            return self.close(name) if found["end"] else self.begin(name, found)
        if found["end"] and name in KNOWN:
            return ""
        if name in PLAYERS:
            return self.player(name, found["rest"])
        if not found["end"]:
            self.notes[LEFT_OUT, f"[{name}]"] += 1
        return ""

    def begin(self, name: str, found: re.Match) -> str:
        if name in self.ended and self.open is None:
            self.open = name, _attributes(found["rest"]), len(self.pieces)
        return ""

    def close(self, name: str) -> str:
        if self.open is None or self.open[0] != name:
            return ""
        _, attributes, start = self.open
        self.open = None
        inside = "".join(self.pieces[start:])
        del self.pieces[start:]
        return _embed(inside) if name == "embed" else _figure(inside, attributes)

    def player(self, name: str, rest: str) -> str:
        attributes = _attributes(rest)
        address = next((attributes[key] for key in FILES if attributes.get(key)), "")
        address = address or unescape("".join(_ADDRESS.findall(rest)[:1]))
        if not address:
            self.notes[LEFT_OUT, f"[{name}]"] += 1
            return ""
        self.notes[LINKED, name] += 1
        return _link(address)


def _attributes(rest: str) -> dict[str, str]:
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(rest)
    }


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
    return f'\n\n<p><a href="{address}">{address}</a></p>\n\n'
