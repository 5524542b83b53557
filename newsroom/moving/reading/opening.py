"""Mend what stands before the first element of an export, and the prefixes that it explains."""

import re

from newsroom.moving.reading import mended
from newsroom.moving.reading.mended import Mended

FAR = 1 << 14  # characters within which an export begins

_ROOT = re.compile(r"<rss\b[^<>]{0,9999}>")
_DECLARATION = re.compile(r"<\?xml\s[^<>]*\?>")
_ASIDE = re.compile(r"<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WORDPRESS = re.compile(r"[\"'](https?://wordpress\.org/export/[^/\"'<>\s]{1,9}/)[\"']")
_USUAL = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def mend(text: str, log: Mended) -> str:
    """Return the first piece of an export with nothing but line ends before its `<rss>`.

    Warnings that the old server printed go; a document type stays, to be refused.
    """
    root = _ROOT.search(text)
    if not root or root.start() > FAR or _DOCTYPE.search(text, 0, root.start()):
        return text
    before = text[: root.start()]
    if _is_foreign(before):
        log.note(1, mended.BEFORE)
    return "\n" * before.count("\n") + _explained(root[0], log) + text[root.end() :]


def _is_foreign(before: str) -> bool:
    declaration = _DECLARATION.search(before)
    rest = _ASIDE.sub("", _DECLARATION.sub("", before, count=1))
    return bool(rest.strip()) or (declaration is not None and declaration.start() > 0)


def _explained(root: str, log: Mended) -> str:
    wordpress = _WORDPRESS.search(root)
    if not wordpress:
        return root
    usual = _USUAL | {"excerpt": f"{wordpress[1]}excerpt/"}
    missing = {prefix: uri for prefix, uri in usual.items() if f"xmlns:{prefix}=" not in root}
    for _ in missing:
        log.note(1, mended.PREFIX)
    return root[:-1] + "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in missing.items()) + ">"
