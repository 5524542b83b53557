"""Names that look like others to the eye, whatever letters they are made of."""

import re
import unicodedata

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
_SIGNS = re.compile(r"(?<=\w)[@|!](?=\w)|\$(?=\w)")  # inside a word alone: "Nora!" has none
_LETTERS = {"@": "a", "|": "i", "!": "i", "$": "s"}
_PAIRS = {"rn": "m", "vv": "w"}
# "S t a f f" and "S.t.a.f.f": letters that stand alone.
_SPREAD = re.compile(r"\b\w(?: \w)+\b")


def seen(text: str) -> str:
    """Return the words of a text as the eye takes them, one space apart; equal ones look alike."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    shown = "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    spelt = _SIGNS.sub(lambda found: _LETTERS[found[0]], shown.translate(_SEEN))
    words = fold(spelt).translate(_SEEN)
    for pair, letter in _PAIRS.items():
        words = words.replace(pair, letter)
    return _SPREAD.sub(lambda found: found[0].replace(" ", ""), words)


def holds(text: str, name: str) -> bool:
    """Say whether a name stands in a text, or something that looks like it, as whole words."""
    sought = seen(name)
    return bool(sought) and f" {sought} " in f" {seen(text)} "
