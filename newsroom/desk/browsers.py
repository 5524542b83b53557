"""What a browser is called by people; nothing is decided by it."""

# Each pretends to be those below it.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
}
BROWSERS |= {"CriOS/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"Mac OS X": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}


def name(user_agent: str) -> str:
    """Return the name of a browser and its system, as far as it tells them."""
    parts = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    return ", ".join(filter(None, parts))


def _first(names, user_agent):
    return next((name for sign, name in names.items() if sign in user_agent), "")
