"""UTF-8 that was once taken for Windows-1252 and written as UTF-8 again: `â€™` for ’, `Ã©` for é, `Õ¡` for ա."""

import re

MOST_PASSES = 3  # some texts went through it several times

# What each byte looks like in Windows-1252; the five that it leaves out are taken for Latin-1's.
_LOOKS = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
_LOOKS = [chr(byte) if look == "\ufffd" else look for byte, look in enumerate(_LOOKS)]
_BYTES = {chr(byte): byte for byte in range(0x80, 0xA0)} | {
    look: byte for byte, look in enumerate(_LOOKS)
}


def _characters(first: int, last: int) -> str:
    found = [look for look, byte in _BYTES.items() if first <= byte <= last]
    return f"[{re.escape(''.join(found))}]"


_FIRST = re.compile(_characters(0xC2, 0xF4))
_NEXT = _characters(0x80, 0xBF)
_RUN = re.compile(
    f"(?:{_characters(0xC2, 0xDF)}{_NEXT}|{_characters(0xE0, 0xEF)}{_NEXT}{{2}}"
    f"|{_characters(0xF0, 0xF4)}{_NEXT}{{3}})+"
)
# What comes of such characters in newspapers: marks that nobody writes otherwise …
_MARKS = re.compile("[‐-⁄₠-₿ℓ№™←-⇿☀-➿ა-ჿﬀ-ﬗ\ufeff\U0001f000-\U0001faff]")
# … letters that come in words, one of which alone might be an accident …
_LETTERS = re.compile("[\u0370-\u03ff\u0400-\u045f\u0531-\u058f\u05d0-\u05ea\u0621-\u064a]")
# … and letters and signs of Western and Central Europe.
_LATIN = re.compile("[\u00a0-\u017f]")
# These follow a real letter too, at the end of a quotation in capitals: CAFÉ» is CAFÉ».
_TYPOGRAPHIC = frozenset("‘’‚“”„«»‹›…–—·•\u00a0")


def mend(text: str) -> str:
    """Return the text as it was before, where that is certain, and else as it is."""
    if not _FIRST.search(text):
        return text
    for _ in range(MOST_PASSES):
        mended = _mended(text)
        if mended == text:
            break
        text = mended
    return text


def _mended(text: str) -> str:
    runs = [(run, _decoded(run[0])) for run in _RUN.finditer(text)]
    # One that is certain proves what happened to the text, and so explains those that might be accidents.
    if not any(meant and _is_certain(run, meant) for run, meant in runs):
        return text
    pieces, end = [], 0
    for run, meant in runs:
        pieces += [text[end : run.start()], meant or run[0]]
        end = run.end()
    return "".join([*pieces, text[end:]])


def _decoded(run: str) -> str | None:
    try:
        meant = bytes(map(_BYTES.__getitem__, run)).decode()
    except UnicodeDecodeError:
        return None
    return meant if all(map(_is_known, meant)) else None


def _is_known(letter: str) -> bool:
    # Of what went through it several times, what comes out is again such a look.
    return letter in _BYTES or any(kind.match(letter) for kind in (_MARKS, _LETTERS, _LATIN))


def _is_certain(run: re.Match, meant: str) -> bool:
    if _MARKS.search(meant) or len(_LETTERS.findall(meant)) > 1:
        return True
    return _LATIN.search(meant) is not None and not _TYPOGRAPHIC.issuperset(run[0][1::2])
