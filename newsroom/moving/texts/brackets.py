"""Words in brackets that say nothing else of themselves: an editor's, or a shortcode."""

import re
from collections.abc import Container, Iterator
from itertools import islice

MOST = 1000  # names that are remembered of one archive; none has so many
BEFORE = 400  # characters in which the beginning of a line is looked for
NAME = r"[A-Za-z][\w-]{0,60}"
_CERTAIN = re.compile(
    rf"\[/({NAME})\]"
    rf"|\[({NAME})\s(?:[^\[\]<>=?:]{{0,2000}}\s)?[\w-]{{1,60}}=[^\s\[\]=]"  # the question in an address is none
    rf"|<!--\s+wp:(?:core/)?shortcode\s+-->\s*\[({NAME})"
)
# What editors put in brackets, and reporters who write down what was heard: it stays wherever it stands.
EDITORIAL = frozenset(
    "abridged applause beep beifall bell bleep blank break bridge cheering cheers chorus chuckles chuckling "
    "citation clapping clarification clarified continued corrected correction coughs cries cross crosstalk crying "
    "deleted editor ellipsis emphasis end ends expletive gasps gestures groans gunfire hook illegible inaudible "
    "indistinct interrupted interruption intro "
    "lachen lacht laughing laughs laughter missing music name nods none note omitted outro pause pausa pauses "
    "photo picture pleurs quote recess redacted refrain ride rire rires risas risate risos shouting shouts sic "
    "sighs silence silencio silenzio singing sings smiles sobbing sobs soupir sources stille suspira translated "
    "translation transcript unclear unintelligible update updated updates vacant verse weeps weint whispers "
    "aplausos applaudissements applaus applausi".split()
)
# Those of widespread plugins that are known by their names.
LONELY = frozenset(
    "ad ads adsense advertisement archives contact-form contact-form-7 donate form newsletter poll "
    "related sitemap slideshow subscribe toc".split()
)
# What reads like the name of a program: [smartslider3] anywhere, [tie-slider] alone on its line.
_NUMBERED = re.compile(r"(?=[a-z]*[0-9])[a-z0-9]{4,}")
_MADE_UP = re.compile(r"(?=[a-z]*[0-9-])[a-z0-9-]+")
_PLAIN = re.compile(r"[a-z]{3,}")
_SHOWN_ALONE = re.compile(r"(?:^|\n|>)[ \t]*$")
_ENDS_ALONE = re.compile(r"[ \t]*(?:$|\n|<)")
_AROUND = "p|div|blockquote|section|figure"
_BESIDE = "h[1-6]|[uo]l|table|pre"
_BEGINS_LINE = re.compile(
    rf"(?:^|\n|<(?:(?:/?(?:{_AROUND})|/(?:{_BESIDE})|[bh]r)\b[^<>]*)>)[ \t]*$", re.IGNORECASE
)
_ENDS_LINE = re.compile(rf"[ \t]*(?:$|\n|<(?:/?(?:{_AROUND})|{_BESIDE}|[bh]r)\b)", re.IGNORECASE)


class Names:
    """The names that an archive uses as no editor would: with attributes, with an end, in a block for shortcodes."""

    def __init__(self):
        self._names: set[str] = set()

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __len__(self) -> int:
        return len(self._names)

    def learn(self, text: str) -> None:
        """Remember the names that this text uses so, while there is room."""
        if "[" in text:
            self._names.update(islice(_certain(text), MOST - len(self._names)))


class _Every:
    def __contains__(self, name: object) -> bool:
        return True


# In what `export_site` wrote the brackets of editors are written otherwise.
EVERY: Container[str] = _Every()


def is_shortcode(found: re.Match, names: Container[str]) -> bool:
    """Say whether a name in brackets, which nothing in its own text gives away, is none of an editor's words."""
    name, rest = found["name"], found["rest"].strip()
    if name.lower() in EDITORIAL:
        return False
    if rest in ("", "/") and (rest or _is_known(name, names)):
        return True
    if name.lower() in LONELY or _MADE_UP.fullmatch(name) or rest.isdecimal():
        return _stands_alone(found, _SHOWN_ALONE, _ENDS_ALONE)
    is_plain = not rest and _PLAIN.fullmatch(name) is not None
    return is_plain and _stands_alone(found, _BEGINS_LINE, _ENDS_LINE)


def _is_known(name: str, names: Container[str]) -> bool:
    # One letter is what editors change when a quotation begins elsewhere: “[t]he”.
    return _NUMBERED.fullmatch(name) is not None or (len(name) > 1 and name in names)


def _stands_alone(found: re.Match, begins: re.Pattern, ends: re.Pattern) -> bool:
    before = found.string[max(0, found.start() - BEFORE) : found.start()]
    return bool(begins.search(before) and ends.match(found.string, found.end()))


def _certain(text: str) -> Iterator[str]:
    for found in _CERTAIN.finditer(text):
        yield found[found.lastindex or 0]
