"""The one spelling in which comments keep an e-mail address.

Capitals never count; everything else does. Of the local part only A to Z are changed: other letters may fold into
a letter of somebody else's address.
"""

from string import ascii_lowercase, ascii_uppercase

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def one_spelling(address: str) -> str:
    """Return the address as it is kept, compared and written to."""
    local, at, domain = address.strip().rpartition("@")
    return f"{local.translate(_SMALL)}{at}{domain.lower()}"
