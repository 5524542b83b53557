"""Words that stand glued together where a tag was dropped between them: flagged, never guessed."""

import re

# What opens a sentence or goes on with one; few names end with such a word.
_OPENERS = frozenset(
    "After All Although An And As At Because Before But By During For From He Her His However If In "
    "It Its Many Our She Since So Some That The Their Then There These They This Those Though To Under "
    "Until We What When Where Which While Who With You Your".split()
)
_NAMES = frozenset(
    "BuiltIn BuyIn CheckIn DropIn HowTo LinkedIn LogIn OptIn PlugIn PostIt SignIn StandBy TripIt WalkIn".split()
)
_SYSTEMS = frozenset({"OS", "TV", "PC", "SUSE", "GL", "VPN", "SQL", "DB", "ID", "QR", "UP", "LAB"})
FIRST = re.compile(r"(?:[a-z]|[ա-և])(?:[.!?։][”’»]?)?(?=[A-ZԱ-Ֆ])")
_WORD = re.compile(r"[^\W_]+(?:[.!?։-][^\W_]+)*")
_SEAM = re.compile(r"(?<=[a-zա-և])(?=[A-ZԱ-Ֆ])")
_SENTENCES = re.compile(r"[^\W\d_]*[a-z]{3}[.!?](?:[A-Z][a-z]{2,})")
_ARMENIAN = re.compile(r"[ա-և]{3}։?[Ա-Ֆ][ա-և]{2}")
_CAPITALS = re.compile(r"[a-z]{3,}([A-Z]{2,})(?:-?[0-9]+)?s?")
# An address, a name in a network, a word of a machine: written so on purpose.
_ON_PURPOSE = re.compile(r"[@#/\\_=&]|www\.|\.(?:[Cc]om|[Oo]rg|[Nn]et|[Aa]m)\b")
_LONGEST = 60  # what is longer is no two words


def glued(text: str) -> list[str]:
    """Return the words of a plain text that look like two, each once, and rather too few than too many."""
    if not FIRST.search(text):
        return []
    written = [each for each in text.split() if FIRST.search(each) and not _ON_PURPOSE.search(each)]
    found = [word for each in written if len(each) <= _LONGEST for word in _WORD.findall(each)]
    found = [word for word in dict.fromkeys(found) if FIRST.search(word)]
    alone = frozenset(re.findall(r"[^\W\d_]{4,}", text)) if found else frozenset()
    return [word for word in found if _is_glued(word, alone)]


def _is_glued(word: str, alone: frozenset[str]) -> bool:
    if _ARMENIAN.search(word) or _SENTENCES.fullmatch(word):
        return True
    capitals = _CAPITALS.fullmatch(word)
    if capitals:
        return capitals[1] not in _SYSTEMS
    halves = _SEAM.split(word)
    if len(halves) < 2 or word in _NAMES:
        return False
    *_, before, after = halves
    return (len(before) > 2 and after in _OPENERS) or {before, after} <= alone
