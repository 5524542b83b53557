"""What an export of WordPress holds, word for word, before anybody judges or mends it."""

from dataclasses import dataclass


class NotAnExport(Exception):
    """The file cannot be imported; the message is one plain sentence that names the line."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the export comes from."""

    title: str
    link: str
    base_site_url: str
    base_blog_url: str
    language: str
    version: str


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
class Category:
    """A category; `parent` is the slug of the one around it."""

    old_id: str
    slug: str
    name: str
    parent: str
    description: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag."""

    old_id: str
    slug: str
    name: str
    description: str


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
    meta: tuple[tuple[str, str], ...]
    comments: tuple[Comment, ...]
    line: int


Record = Site | Author | Category | Tag | Term | Item
