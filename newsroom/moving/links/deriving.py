"""Which addresses something had on the site that it comes from."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from newsroom.moving.reading.records import Attachment, Author, Category, Item, Record, Site, Tag
from newsroom.oldlinks import addresses

OLD_SLUGS = {"_wp_old_slug", "_wp_desired_post_slug"}
UPLOADS = "/wp-content/uploads"
IN_THE_TRASH = "__trashed"
_NOT_IN_A_NAME = re.compile(r"[^\w\s.-]")


def base(site: Site) -> str:
    """Return the path below which the old site stood, such as /blog, or nothing."""
    return addresses.plain(_path(site.base_blog_url or site.link)).rstrip("/")


def of_site(site: Site) -> list[str]:
    """Return the address of the old front page, where that was not the front of the whole host."""
    return [base(site)] if base(site) else []


def of_item(item: Item, site: Site) -> list[str]:
    """Return each address of a post, a page or a file: of now, of other slugs and dates, by number, of its upload."""
    found = [_ours(item.link, site), *_former(item, site)]
    if addresses.is_number(item.old_id):
        found.append(addresses.asking(base(site), "p", item.old_id))
    found.append(_of_guid(item, site))
    if item.kind == "attachment":
        found += _of_upload(item, site)
    return _each_once(found)


def of_file(item: Item, site: Site) -> list[str]:
    """Return the addresses of a picture or a file itself, not those of the page that an old site had for it."""
    pages = of_page_of_file(item, site)
    return [each for each in of_item(item, site) if each not in pages]


def of_page_of_file(file: Attachment | Item, site: Site) -> list[str]:
    """Return the addresses of the page that an old site had for a picture or a file, not those of its uploads."""
    found = [_ours(file.link, site)]
    if addresses.is_number(file.old_id):
        found.append(addresses.asking(base(site), "p", file.old_id))
    return _each_once(found)


def of_record(record: Record, site: Site) -> list[str]:
    """Return the addresses of whatever a record says."""
    match record:
        case Item():
            return of_item(record, site)
        case Category():
            return of_category(record, site)
        case Tag():
            return of_tag(record, site)
        case Author():
            return of_author(record, site)
    return []


def of_list(kind: str, name: str, site: Site) -> list[str]:
    """Return the addresses of a category, a tag or an author of whom no more is known than the name in addresses."""
    if kind == "category":
        return of_category(Category("", name, "", "", ""), site)
    if kind == "tag":
        return of_tag(Tag("", name, "", ""), site)
    return of_author(Author("", name, "", "", "", ""), site)


def of_category(category: Category, site: Site) -> list[str]:
    """Return the addresses of a category; which ones stand around it WordPress never looked at."""
    slug, found = _slug(category.slug), []
    if slug:
        found.append(f"{base(site)}/category/{slug}")
    if addresses.is_number(category.old_id):
        found.append(addresses.asking(base(site), "cat", category.old_id))
    return found


def of_tag(tag: Tag, site: Site) -> list[str]:
    """Return the addresses of a tag."""
    slug = _slug(tag.slug)
    if not slug:
        return []
    return [*_below("tag", site.tag_base, slug, site), addresses.asking(base(site), "tag", slug)]


def of_author(author: Author, site: Site) -> list[str]:
    """Return the addresses of an author, whose public name WordPress makes of the login."""
    found = []
    for name in _each_once([_nicename(author.login), _slug(author.login)]):
        found += _below("author", site.author_base, name, site)
        found.append(addresses.asking(base(site), "author_name", name))
    if addresses.is_number(author.old_id):
        found.append(addresses.asking(base(site), "author", author.old_id))
    return found


def is_of(site: Site, url: str) -> bool:
    """Say whether an address is one of the old site, with or without its name."""
    host = addresses.host(url)
    return not host or host in {addresses.host(site.base_blog_url), addresses.host(site.link)}


def _below(usual: str, own: str, name: str, site: Site) -> list[str]:
    """Return where something stood in a list, below WordPress's usual word and the one that the site took for it."""
    return _each_once(
        addresses.plain(f"{base(site)}/{word}/{name}") for word in (usual, own or usual)
    )


def _ours(url: str, site: Site) -> str:
    """Return an address as it is kept; nothing where it leads to another site, or to the front."""
    if not is_of(site, url):
        return ""
    found = addresses.of_url(url)
    return "" if found in ("/", base(site)) else found


def _former(item: Item, site: Site) -> Iterator[str]:
    path, slug = _ours(item.link, site), _slug(item.slug)
    if not path or "?" in path:
        return
    for name, value in item.meta:
        if name in OLD_SLUGS and slug and (old := _slug(value)):
            head, found, tail = path.rpartition(slug)
            yield f"{head}{old}{tail}" if found else ""
        if name == "_wp_old_date":
            yield _on_another_day(path, item.date[:10], value.strip())


def _on_another_day(path: str, day: str, former: str) -> str:
    """Return the path with the former day, or month, in the place of the one that is in it."""
    for length in (len("2019-05-12"), len("2019-05")):
        today = f"/{day[:length].replace('-', '/')}/"
        if len(today) == length + 2 and today in path:
            return path.replace(today, f"/{former[:length].replace('-', '/')}/")
    return ""


def _of_guid(item: Item, site: Site) -> str:
    """Return what names an item for ever, where that is an address: by a number it may long be another's."""
    found = _ours(item.guid, site)
    return "" if "?" in found else found


def _of_upload(item: Item, site: Site) -> Iterator[str]:
    yield _ours(item.attachment_url, site)
    for name, value in item.meta:
        if name == "_wp_attached_file" and value.strip():
            yield addresses.plain(f"{base(site)}{UPLOADS}/{value}")


def _nicename(login: str) -> str:
    return re.sub(r"[\s.-]+", "-", _NOT_IN_A_NAME.sub("", _slug(login))).strip("-")


def _slug(text: str) -> str:
    return addresses.plain(unquote(text)).strip("/").removesuffix(IN_THE_TRASH)


def _path(url: str) -> str:
    parts = addresses.split(url)
    return unquote(parts.path) if parts else ""


def _each_once(found: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys(found) if each and each != "/"]
