"""Addresses in plain ASCII, for headlines and names in any script."""

import re
import unicodedata
from collections.abc import Callable, Container

LONGEST = 100
FALLBACK = "story"
RESERVED_WORDS = frozenset({"feed", "comments"})

# Dropped, not turned into hyphens: apostrophes, soft hyphens and joiners, and the Armenian marks of
# emphasis, exclamation and question, which stand inside a word.
_SILENT = re.compile(r"['’‘‛ʼʹ`´՚՛՜՞՟\u00ad\u200b-\u200f\u2060]")

# Letters that Unicode does not take apart into an ASCII letter and a mark.
LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ı": "i", "ə": "a", "ŋ": "n", "ħ": "h"}
)

# Eastern Armenian as newspapers romanise it, and the classical spelling of the diaspora with it.
# Groups come first, then what a letter is at the start of a word, then single letters. The short
# verb (եմ, ես, ենք, եք, են) keeps its plain e, and ով (who) its plain o. The schwa ը is y.
_WORD_START = r"(?<![^\W\d_])"
_WORD_END = r"(?![^\W\d_])"
_ARMENIAN_IN_CONTEXT = [
    (re.compile(pattern), latin)
    for pattern, latin in (
        ("ու", "u"),
        ("եան", "yan"),
        ("իւ", "yu"),
        (f"{_WORD_START}ե(?=(?:մ|ս|նք|ք|ն){_WORD_END})", "e"),
        (f"{_WORD_START}ե", "ye"),
        (f"{_WORD_START}ո(?!վ(?:քեր)?{_WORD_END})", "vo"),
    )
]
_ARMENIAN = str.maketrans(
    dict(zip("աբգդեզէըիլկհմյնոպջռսվտրւֆօ", "abgdezeyilkhmynopjrsvtrvfo", strict=True))
    | {"թ": "t", "ժ": "zh", "խ": "kh", "ծ": "ts", "ձ": "dz", "ղ": "gh", "ճ": "ch", "շ": "sh"}
    | {"չ": "ch", "ց": "ts", "փ": "p", "ք": "k"}
)

_CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
    | {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g"}
)


def slugify(text: str) -> str:
    """An ASCII slug of at most 100 characters, cut between words; never empty."""
    latin = _romanise(_SILENT.sub("", unicodedata.normalize("NFKC", text).casefold()))
    # "u.s." is one word, "3.5" is two numbers.
    joined = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", latin)
    slug = re.sub(r"[^a-z0-9]+", "-", joined).strip("-")
    return _shorten(slug, LONGEST) or FALLBACK


def is_reserved(slug: str) -> bool:
    """Whether the slug means something else in our addresses: a month, a day, a feed, a thread."""
    return slug in RESERVED_WORDS or re.fullmatch(r"[0-9]{1,2}", slug) is not None


def first_free(base: str, taken: Callable[[str], bool] | Container[str]) -> str:
    """The first of base, base-2, base-3 … that is neither reserved nor taken; at most 100 long."""
    is_taken = taken if callable(taken) else taken.__contains__
    slug, number = base, 1
    while is_reserved(slug) or is_taken(slug):
        number += 1
        suffix = f"-{number}"
        slug = _shorten(base, LONGEST - len(suffix)) + suffix
    return slug


def _romanise(text: str) -> str:
    for pattern, latin in _ARMENIAN_IN_CONTEXT:
        text = pattern.sub(latin, text)
    text = text.translate(_ARMENIAN).translate(_CYRILLIC).translate(LATIN)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(_digit(c) for c in decomposed if not unicodedata.combining(c))


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdigit() else character


def _shorten(slug: str, longest: int) -> str:
    if len(slug) <= longest:
        return slug
    whole_words = slug[: longest + 1].rpartition("-")[0]
    return whole_words or slug[:longest]
