"""What an export of WordPress holds, word for word, before anybody judges or mends it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

Meta = tuple[tuple[str, str], ...]
TAG_BASE, AUTHOR_BASE = "tag", "author"
OURS = "newsroom_"  # begins the name of what an export of a newsroom like this one says beyond WordPress's words


class NotAnExport(Exception):
    """The file cannot be imported; the message is one plain sentence that names the line."""

    @classmethod
    def because(cls, line: int, what: str) -> "NotAnExport":
        """Return the refusal that says what this line of the file does."""
        return cls(_("Line %(line)d of the file %(what)s.") % {"line": line, "what": what})


@dataclass(frozen=True, slots=True)
class Site:
    """Where the export comes from; the bases, which it does not tell, are WordPress's own words in addresses."""

    title: str
    link: str
    base_site_url: str
    base_blog_url: str
    language: str
    version: str
    tag_base: str = TAG_BASE
    author_base: str = AUTHOR_BASE


@dataclass(frozen=True, slots=True)
class Author:
    """Someone who wrote on the old site."""

    old_id: str
    login: str
    email: str
    name: str
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class GuestAuthor:
    """Someone whom Co-Authors Plus names as a writer, with or without a login on the old site."""

    old_id: str
    slug: str
    login: str
    name: str
    email: str
    website: str
    biography: str
    linked_account: str
    ours: Meta = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A category; `parent` is the slug of the one around it."""

    old_id: str
    slug: str
    name: str
    parent: str
    description: str
    ours: Meta = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag."""

    old_id: str
    slug: str
    name: str
    description: str
    ours: Meta = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word of any other list that the old site kept: menus, formats, lists of its plugins."""

    old_id: str
    taxonomy: str
    slug: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Label:
    """That an item stands under a category, a tag or another term (`domain` says which)."""

    domain: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader or another site answered; `approved` is WordPress's own word for its state."""

    old_id: str
    parent: str
    kind: str
    approved: str
    author: str
    email: str
    url: str
    ip: str
    date: str
    date_gmt: str
    body: str
    user_id: str = ""
    meta: Meta = ()

    @property
    def ours(self) -> Meta:
        """Return what the comment says beyond WordPress's words."""
        return ours(self.meta)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or file of the old site; `parent` is the id of the item it was uploaded to."""

    old_id: str
    url: str
    title: str
    alt: str
    caption: str
    description: str
    parent: str
    file: str
    link: str
    credit: str = ""
    status: str = "inherit"
    spares: tuple[str, ...] = ()  # names of other files that show all of it
    ours: Meta = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A post, a page, a picture, a line of a menu: whatever `kind` says."""

    old_id: str
    kind: str
    status: str
    title: str
    slug: str
    link: str
    guid: str
    body: str
    excerpt: str
    creator: str
    pub_date: str
    date: str
    date_gmt: str
    modified: str
    modified_gmt: str
    password: str
    parent: str
    sticky: bool
    comment_status: str
    attachment_url: str
    labels: tuple[Label, ...]
    meta: Meta
    comments: tuple[Comment, ...]
    line: int

    def first(self, key: str) -> str:
        """Return the meta value that WordPress itself would use, the first of its key, or nothing."""
        return next((value for name, value in self.meta if name == key), "")

    def all(self, key: str) -> tuple[str, ...]:
        """Return every meta value of this key that says something, each once, in their order."""
        return tuple(dict.fromkeys(value for name, value in self.meta if name == key and value))

    @property
    def ours(self) -> Meta:
        """Return what the item says beyond WordPress's words."""
        return ours(self.meta)

    @property
    def thumbnail_id(self) -> str:
        """Return the id of the attachment that stands above the item."""
        return number(self.first("_thumbnail_id"))

    @property
    def old_slugs(self) -> tuple[str, ...]:
        """Return the slugs that the item had before its present one."""
        return self.all("_wp_old_slug")

    @property
    def search_title(self) -> str:
        """Return the title that Yoast gave to search engines, with its %%placeholders%%."""
        return self.first("_yoast_wpseo_title").strip()

    @property
    def search_description(self) -> str:
        """Return the description that Yoast gave to search engines, with its %%placeholders%%."""
        return self.first("_yoast_wpseo_metadesc").strip()

    @property
    def primary_category_id(self) -> str:
        """Return the term id of the category that Yoast calls the first, as `Index` finds it."""
        return number(self.first("_yoast_wpseo_primary_category"))

    @property
    def writers(self) -> tuple[Label, ...]:
        """Return whom Co-Authors Plus names as writers, each once, in their order."""
        found = (label for label in self.labels if label.domain == "author")
        return tuple({bare_slug(label.slug) or label.name: label for label in found}.values())

    @property
    def attachment(self) -> Attachment:
        """Return the picture or file that an item of the kind `attachment` is."""
        return Attachment(
            old_id=self.old_id,
            url=self.attachment_url or self.guid,
            title=self.title,
            alt=self.first("_wp_attachment_image_alt").strip(),
            caption=self.excerpt.strip(),
            description=self.body.strip(),
            parent="" if self.parent == "0" else self.parent,
            file=self.first("_wp_attached_file").strip(),
            link=self.link,
            credit=self.first("_media_credit").strip(),
            status=self.status,
            ours=self.ours,
        )

    @property
    def guest_author(self) -> GuestAuthor:
        """Return the writer that an item of the kind `guest-author` is."""
        login = self.first("cap-user_login").strip()
        return GuestAuthor(
            old_id=self.old_id,
            slug=bare_slug(self.slug or login),
            login=login,
            name=self.first("cap-display_name").strip() or self.title,
            email=self.first("cap-user_email").strip(),
            website=self.first("cap-website").strip(),
            biography=self.first("cap-description").strip() or self.body.strip(),
            linked_account=self.first("cap-linked_account").strip(),
            ours=self.ours,
        )


Record = Site | Author | Category | Tag | Term | Item


def number(text: str) -> str:
    """Return an id as WordPress writes it: 007 is 7; what is no number stays as it is."""
    text = text.strip()
    return text.lstrip("0") or text[:1] if text.isascii() and text.isdecimal() else text


def ours(meta: Meta) -> Meta:
    """Return which facts are our own."""
    return tuple((key, value) for key, value in meta if key.startswith(OURS))


def bare_slug(slug: str) -> str:
    """Return the slug of a writer without the mark that Co-Authors Plus puts before it."""
    return slug.removeprefix("cap-")
