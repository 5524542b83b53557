"""Names that look like others to the eye, whatever letters they are made of."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from articles.stems import fold

# Letters and signs that a reader takes for these: after the Unicode list of confusables, as far as names need it.
_ALIKE = {
    "a": "аɑα4ᴀ",
    "A": "АΑᎪ",
    "b": "ЬƄʙ",
    "B": "ВΒᏴ",
    "c": "сϲᴄ",
    "C": "СϹᏟ",
    "d": "ԁɗᴅ",
    "D": "Ꭰ",
    "e": "еҽєε3ᴇ",
    "E": "ЕΕЄᎬ",
    "f": "ғքƒꜰẝ",
    "F": "ҒϜ",
    "g": "ցɡɢ",
    "G": "Ԍ",
    "h": "һհʜ",
    "H": "НΗᎻ",
    "i": "іɩιıɪ1lӏԼ",
    "I": "ІΙӀ",
    "j": "јյϳ",
    "J": "ЈᎫ",
    "k": "кκᴋ",
    "K": "КΚᏦ",
    "m": "мᴍ",
    "M": "МΜᎷ",
    "n": "ոηпɴ",
    "N": "Ν",
    "o": "оοօσ0ᴏ",
    "O": "ОΟՕ",
    "p": "рρᴘ",
    "P": "РΡᏢ",
    "q": "ԛզ",
    "r": "гʀ",
    "s": "ѕꜱ5ƽ",
    "S": "ЅՏᏚ",
    "t": "тτᴛŧ7",
    "T": "ТΤᎢ",
    "u": "սυᴜʋ",
    "U": "Ս",
    "v": "ѵνᴠ",
    "V": "ѴᏙ",
    "w": "ԝωѡᴡ",
    "W": "ԜᎳ",
    "x": "хχ",
    "X": "ХΧ",
    "y": "уγүʏ",
    "Y": "УΥҮ",
    "z": "ᴢ",
    "Z": "ΖᏃ",
}
_SEEN = str.maketrans({sign: letter for letter, signs in _ALIKE.items() for sign in signs})
# Letters in dark discs, in dark squares and of flags: the rows of Unicode that no normal form takes for letters.
_BADGES = {row + at: chr(ord("A") + at) for row in (0x1F150, 0x1F170, 0x1F1E6) for at in range(26)}
_SIGNS = re.compile(r"(?<=\w)[@|!](?=\w)|\$(?=\w)")  # inside a word alone: "Nora!" has none
_LETTERS = {"@": "a", "|": "i", "!": "i", "$": "s"}
_PAIRS = {"rn": "m", "vv": "w"}
# Digits at an end of a word, which may stand for letters ("5taff") or for nothing ("Staff123").
_LEADING = re.compile(r"(?<![^\W_])\d+(?=[^\W\d_])")
_TRAILING = re.compile(r"(?<=[^\W\d_])\d+(?![^\W_])")


def holds(text: str, name: str) -> bool:
    """Say whether a name stands in a text, or what looks like it: as words, in pieces, with digits at their ends."""
    sought = _words(_shown(name))
    return bool(sought) and any(_stand(sought, words) for words in _readings(_shown(text)))


def _stand(sought: list[str], words: list[str]) -> bool:
    runs = (words[first:end] for first, end in combinations(range(len(words) + 1), 2))
    spelt = (run for run in runs if "".join(run) == "".join(sought))
    return any(not _has_initials(run, sought) for run in spelt)


def _has_initials(run: list[str], sought: list[str]) -> bool:
    """Say whether somebody's own name stands there with initials, as in "J. S. Taff"."""
    longer = [word for word in run if len(word) > 1]
    return len(longer) == 1 < len(run) and longer[0] not in sought


def _readings(shown: str) -> Iterator[list[str]]:
    """Yield the words of a text: digits at their ends read as letters, or left out before, behind or both."""
    led = _LEADING.sub("", shown)
    for reading in {shown, led, _TRAILING.sub("", shown), _TRAILING.sub("", led)}:
        yield _words(reading)


def _shown(text: str) -> str:
    """Return a text without what the eye does not see, or takes for ornament."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text.translate(_BADGES)))
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Me", "Cf"))


def _words(shown: str) -> list[str]:
    """Return the words of a text as the eye takes them; equal ones look alike."""
    spelt = _SIGNS.sub(lambda found: _LETTERS[found[0]], shown.translate(_SEEN))
    words = fold(spelt).translate(_SEEN)
    for pair, letter in _PAIRS.items():
        words = words.replace(pair, letter)
    return words.split()
