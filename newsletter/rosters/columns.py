"""The columns of a roster, under our names and under those that other systems give them."""

import unicodedata

OURS = (
    "email",
    "language",
    "mailbox",
    "list",
    "status",
    "cadence",
    "asked",
    "confirmed",
    "left",
    "page",
    "wording",
)
ALSO = {
    "emailaddress": "email",
    "mail": "email",
    "lang": "language",
    "newsletter": "list",
    "memberstatus": "status",
    "subscriptionstatus": "status",
    "optintime": "asked",
    "subscribedat": "asked",
    "createdat": "asked",
    "confirmtime": "confirmed",
    "confirmedat": "confirmed",
    "consent": "wording",
    "source": "page",
}
RISKY = ("=", "+", "-", "@", "|", "%")  # with what a formula begins in some spreadsheet
HIDDEN = ("Cc", "Cf")  # control characters, and what has no width


def name(header: str) -> str:
    """Return what we call a column: capitals, blanks and dashes do not count."""
    plain = "".join(letter for letter in header.lower() if letter.isalnum())
    return ALSO.get(plain, plain)


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _is_risky(cell) else cell


def as_meant(cell: str) -> str:
    """Return what a cell said before it was made harmless."""
    said = cell.strip()
    return said[1:] if said.startswith("'") and _is_risky(said[1:]) else said


def _is_risky(cell):
    """Say whether a cell begins like a formula, after what nobody sees and in the wide signs of East Asia, too."""
    seen = (
        sign for sign in cell if not sign.isspace() and unicodedata.category(sign) not in HIDDEN
    )
    return unicodedata.normalize("NFKC", next(seen, "")).startswith(RISKY)
