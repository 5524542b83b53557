"""The files that texts link to, at the addresses at which WordPress finds them."""

import re

from django.urls import reverse

from newsroom.press import links

_LINK = re.compile(r'(<a\b[^<>]*\bhref=")(/[^"<>]*)')


def with_hosts(html: str) -> str:
    """Return a text that links to files of ours by their whole addresses: WordPress replaces those that it fetched."""
    place = reverse("document", args=[0, "-"]).removesuffix("0/-")

    def whole(found: re.Match) -> str:
        path = found[2]
        return found[1] + (links.absolute(path) if path.startswith(place) else path)

    return _LINK.sub(whole, html)
