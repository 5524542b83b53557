"""Words brought to one form, so that search finds the same stories on both databases."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

import Stemmer

from articles.slugs import LATIN

SHORTEST_STEM = 4
LONGEST_WORD = 100  # letters; the rest of a longer one does not count

# The words that PostgreSQL's English configuration leaves out too.
STOP_WORDS = frozenset(
    """
    a about above after again against all am an and any are as at be because been before being
    below between both but by can did do does doing don down during each few for from further had
    has have having he her here hers herself him himself his how i if in into is it its itself just
    me more most my myself no nor not now of off on once only or other our ours ourselves out over
    own s same she should so some such t than that the their theirs them themselves then there
    these they this those through to too under until up very was we were what when where which
    while who whom why will with you your yours yourself yourselves
    """.split()
)

_APOSTROPHES = "'’‘‛ʼʹ`´՚"
# The Armenian marks of emphasis, exclamation and question, and what only guides a line break.
_IN_WORD_MARKS = "՛՜՞՟\u00ad\u200b-\u200d\u2060"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

_SILENT = re.compile(f"[{_APOSTROPHES}{_IN_WORD_MARKS}]")
_ACCENTED_LATIN = re.compile(f"(?<=[a-z])[{_ACCENTS}]+")
_POSSESSIVE = re.compile(rf"(?<=\w)[{_APOSTROPHES}]s\b")
# Western Armenian verbs carry their particle so before a vowel: կ՚ըսէ is a form of ըսէ.
_PRESENT_PARTICLE = re.compile(rf"\bկ[{_APOSTROPHES}](?=[ա-ֆ])")
# What the stemmer leaves of -ություն, and the classical spellings of it, which it does not know.
_ABSTRACT_ENDING = re.compile("(?<=[ա-ֆ]{3})ութ(?:յուն|յ|իւն|իւ|ե)$")
_NOT_IN_WORDS = re.compile(r"[\W_]+")

_BARE_WORD = re.compile("[a-z]+|[ա-ֆ]+")
_ARMENIAN_WORD = re.compile("[ա-ֆ]+")
_LATIN_WORD = re.compile("[a-z]+")
# A word as it is printed, with the apostrophes and marks that fold() takes out of it.
_PRINTED_WORD = re.compile(
    rf"[^\W_]+(?:[{_APOSTROPHES}{_IN_WORD_MARKS}{_ACCENTS}]+[^\W_]+)*[{_IN_WORD_MARKS}{_ACCENTS}]*"
)


def fold(text: str) -> str:
    """The bare words of a text, one space apart: no case, accent, mark, punctuation.

    The ligature և is եւ, and so is եվ, which stands for it in capitals.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _PRESENT_PARTICLE.sub("", _POSSESSIVE.sub("", folded))
    folded = _SILENT.sub("", folded).replace("եվ", "եւ").translate(LATIN)
    bare = _ACCENTED_LATIN.sub("", unicodedata.normalize("NFD", folded))
    return _NOT_IN_WORDS.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def stems(text: str) -> list[str]:
    """The stems of a text in its order, without English stop words.

    The letters of each word decide whether it is stemmed as Armenian or English, since papers mix
    the two; words in other letters stay whole.
    """
    return [_stem(word[:LONGEST_WORD]) for word in fold(text).split() if word not in STOP_WORDS]


def mark(text: str, query_stems: Collection[str], around: int = 30) -> list[tuple[str, bool]]:
    """The passage of so many words around the first hit, cut into what is a hit and what is not."""
    wanted = set(query_stems)
    tokens = text.split()
    first = next((at for at, token in enumerate(tokens) if _hits(token, wanted)), 0)
    start = max(0, min(first - around // 3, len(tokens) - around))
    end = start + around
    passage = " ".join(tokens[start:end])
    opening = "… " if start else ""
    closing = "…" if end < len(tokens) else ""
    return list(_fragments(f"{opening}{passage}{closing}", wanted))


def _fragments(text: str, wanted: set[str]) -> Iterator[tuple[str, bool]]:
    end = 0
    for start, stop in _hits(text, wanted):
        if start > end:
            yield text[end:start], False
        yield text[start:stop], True
        end = stop
    if end < len(text):
        yield text[end:], False


def _hits(text: str, wanted: set[str]) -> list[tuple[int, int]]:
    return [
        word.span()
        for word in _PRINTED_WORD.finditer(text)
        if _may_be(word[0], wanted) and not wanted.isdisjoint(_stems_of_printed(word[0]))
    ]


def _may_be(word: str, wanted: set[str]) -> bool:
    # Stemming costs a thousand times what a look at the first letter does, which no stemmer changes.
    word = word.lower()
    return not _BARE_WORD.fullmatch(word) or any(stem[0] == word[0] for stem in wanted)


@lru_cache(maxsize=50_000)
def _stems_of_printed(word: str) -> frozenset[str]:
    return frozenset(stems(word))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    # A stemmer holds the word it works on, so threads cannot share one; making one is cheap.
    if _ARMENIAN_WORD.fullmatch(word):
        return _armenian_stem(word)
    if _LATIN_WORD.fullmatch(word):
        return _english_stem(word)
    return word


def _english_stem(word: str) -> str:
    # A database that stems what is stemmed already would leave out the "will" of "willing".
    stem = Stemmer.Stemmer("english", 0).stemWord(word)
    return word if stem in STOP_WORDS else stem


def _armenian_stem(word: str) -> str:
    # One round takes one ending, and nouns carry several: գրադարանները would only lose its plural
    # where գրադարան loses a syllable. Taken too far, unlike words become one: ավելացնել would be ա.
    stem = _without_ending(word)
    while len(shorter := _without_ending(stem)) >= SHORTEST_STEM and shorter != stem:
        stem = shorter
    return stem


def _without_ending(word: str) -> str:
    shorter = _ABSTRACT_ENDING.sub("", word)
    return shorter if shorter != word else Stemmer.Stemmer("armenian", 0).stemWord(word)
