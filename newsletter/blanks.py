"""What differs from reader to reader in an issue: blanks in its print, filled in as it goes out.

Each blank is an address that nobody can have, so that it passes through HTML, styles and plain text unharmed.
"""

LEAVE = "https://reader.invalid/leave"
PREFERENCES = "https://reader.invalid/preferences"
ALL = (LEAVE, PREFERENCES)
