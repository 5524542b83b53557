"""Plain links with which readers pass a story on; nothing is loaded from where they lead."""

from urllib.parse import quote

from django.utils.translation import gettext as _


def ways(headline: str, address: str) -> list[tuple[str, str]]:
    """Return the name and the link of every way to share the full `address` of a story."""
    url, text = quote(address, safe=""), quote(headline, safe="")
    return [
        (_("Email"), f"mailto:?subject={text}&body={url}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url}"),
        ("Telegram", f"https://t.me/share/url?url={url}&text={text}"),
        ("WhatsApp", f"https://wa.me/?text={text}%20{url}"),
    ]
