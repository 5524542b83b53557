"""Which hosts are the old site's: nobody else is asked for anything."""

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from newsroom.moving.media.sources import Missing
from newsroom.press import foreign

USUAL = {80, 443}  # ports
HOSTED = (
    ".wordpress.com"  # which keeps the files of each of its sites at another host of the same name
)


class Doors:
    """The hosts of the addresses that an archive names as its site's, with `www.` and without."""

    def __init__(self, homes: Iterable[str]):
        self._homes = list(homes)
        self._doors = {door for home in self._homes for door in _doors(home)}

    def whole(self, url: str) -> str:
        """Return an address with its host, which is the old site's where it names none."""
        return joined(self._homes[0] if self._homes else "", url.strip())

    def check(self, link: str) -> None:
        """Raise `Missing` for an address at which somebody else would be asked."""
        try:
            parts = urlsplit(link)
            door = foreign.plain(parts.hostname or ""), parts.port
        except ValueError:
            raise Missing("its address is none") from None
        if parts.scheme not in {"http", "https"}:
            raise Missing("its address is none of the web")
        host, port = door
        if (host, None) not in self._doors:
            raise Missing(f"it is on another host: {host}")
        if port and port not in USUAL and door not in self._doors:
            raise Missing(f"it is behind another door of the old site: {port}")


def joined(base: str, link: str) -> str:
    """Return where a link leads from an address."""
    try:
        return urljoin(base, link)
    except ValueError:
        raise Missing("its address is none") from None


def _doors(home: str) -> set[tuple[str, int | None]]:
    """Return the hosts that one address of a site stands for, without a port and with the one that it names."""
    try:
        parts = urlsplit(home if "://" in home else f"https://{home}")
        host, port = foreign.plain(parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return set()
    if not host:
        return set()
    hosts = [host, f"www.{host}"]
    if host.endswith(HOSTED):
        hosts.append(f"{host.removesuffix(HOSTED)}.files{HOSTED}")
    return {(each, door) for each in hosts for door in (None, port)}
