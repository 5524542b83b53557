"""Turn one element of an export into the record it stands for."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import Element, tostring

from newsroom.moving.reading import contents
from newsroom.moving.reading.records import (
    OURS,
    Author,
    Category,
    Comment,
    Item,
    Label,
    Meta,
    Record,
    Tag,
    Term,
    number,
    ours,
)

MARKUP = {"content:encoded", "excerpt:encoded", "wp:comment_content"}
# Facts of our own that tell comments apart, whatever number WordPress gave them.
NUMBER, ANSWERS = f"{OURS}number", f"{OURS}answers"


class _Fields(dict):
    """The texts of an element's children by name; the first of a name counts, none is empty."""

    def __init__(self, element: Element):
        super().__init__()
        for child in element:
            self.setdefault(child.tag, _text(child) or "")

    def __missing__(self, name: str) -> str:
        return ""

    def word(self, name: str) -> str:
        return self[name].strip()

    def number(self, name: str) -> str:
        # What tells two of one id apart here is in no id there, whoever writes it.
        return number(self[name]).replace(contents.MARK, "-")


def _text(element: Element) -> str | None:
    """Return the text of an element; markup that nobody wrapped in CDATA arrives as elements."""
    if not len(element):
        return element.text
    if element.tag not in MARKUP:
        return "".join(element.itertext())
    inside = (tostring(child, encoding="unicode", method="html") for child in element)
    return escape(element.text or "", quote=False) + "".join(inside)


def _author(element: Element, _line: int) -> Author:
    fields = _Fields(element)
    return Author(
        old_id=fields.number("wp:author_id"),
        login=fields.word("wp:author_login"),
        email=fields.word("wp:author_email"),
        name=fields.word("wp:author_display_name"),
        first_name=fields.word("wp:author_first_name"),
        last_name=fields.word("wp:author_last_name"),
    )


def _category(element: Element, _line: int) -> Category:
    fields = _Fields(element)
    return Category(
        old_id=fields.number("wp:term_id"),
        slug=fields.word("wp:category_nicename"),
        name=fields.word("wp:cat_name"),
        parent=fields.word("wp:category_parent"),
        description=fields.word("wp:category_description"),
        ours=ours(_all_meta(element, "wp:termmeta")),
    )


def _tag(element: Element, _line: int) -> Tag:
    fields = _Fields(element)
    return Tag(
        old_id=fields.number("wp:term_id"),
        slug=fields.word("wp:tag_slug"),
        name=fields.word("wp:tag_name"),
        description=fields.word("wp:tag_description"),
        ours=ours(_all_meta(element, "wp:termmeta")),
    )


def _term(element: Element, _line: int) -> Category | Tag | Term:
    fields = _Fields(element)
    term = Term(
        old_id=fields.number("wp:term_id"),
        taxonomy=fields.word("wp:term_taxonomy"),
        slug=fields.word("wp:term_slug"),
        name=fields.word("wp:term_name"),
        parent=fields.word("wp:term_parent"),
    )
    description = fields.word("wp:term_description")
    said = ours(_all_meta(element, "wp:termmeta"))
    # Some exporters write categories and tags like the terms of any other list.
    if term.taxonomy == "category":
        return Category(term.old_id, term.slug, term.name, term.parent, description, said)
    if term.taxonomy == "post_tag":
        return Tag(term.old_id, term.slug, term.name, description, said)
    return term


def _item(element: Element, line: int) -> Item:
    fields = _Fields(element)
    return Item(
        old_id=fields.number("wp:post_id"),
        kind=fields.word("wp:post_type"),
        status=fields.word("wp:status"),
        title=fields.word("title"),
        slug=fields.word("wp:post_name"),
        link=fields.word("link"),
        guid=fields.word("guid"),
        body=fields["content:encoded"],
        excerpt=fields["excerpt:encoded"],
        creator=fields.word("dc:creator"),
        pub_date=fields.word("pubDate"),
        date=fields.word("wp:post_date"),
        date_gmt=fields.word("wp:post_date_gmt"),
        modified=fields.word("wp:post_modified"),
        modified_gmt=fields.word("wp:post_modified_gmt"),
        password=fields["wp:post_password"],
        parent=fields.number("wp:post_parent"),
        sticky=fields.word("wp:is_sticky") == "1",
        comment_status=fields.word("wp:comment_status"),
        attachment_url=fields.word("wp:attachment_url"),
        labels=_labels(element),
        meta=_all_meta(element, "wp:postmeta"),
        comments=_comments(element),
        line=line,
    )


def _labels(element: Element) -> tuple[Label, ...]:
    labels = [_label(child) for child in element if child.tag == "category"]
    # WXR 1.0 says each one twice, first without its slug.
    slugged = {(label.domain, label.name) for label in labels if label.slug}
    return tuple(each for each in labels if each.slug or (each.domain, each.name) not in slugged)


def _label(element: Element) -> Label:
    domain = element.get("domain", "category")
    return Label(domain, element.get("nicename", ""), (element.text or "").strip())


def _all_meta(element: Element, name: str) -> Meta:
    return tuple(_meta(child) for child in element if child.tag == name)


def _meta(element: Element) -> tuple[str, str]:
    fields = _Fields(element)
    return fields.word("wp:meta_key"), fields["wp:meta_value"]


def _comments(element: Element) -> tuple[Comment, ...]:
    """Return what stands below an item, each under what it answered, also where WordPress could not show that."""
    found = [_comment(child) for child in element if child.tag == "wp:comment"]
    numbers = {dict(each.ours).get(NUMBER, ""): each.old_id for each in found}
    return tuple(_below(each, numbers) for each in found)


def _below(comment: Comment, numbers: dict[str, str]) -> Comment:
    answers = dict(comment.ours).get(ANSWERS)
    return replace(comment, parent=numbers.get(answers, comment.parent)) if answers else comment


def _comment(element: Element) -> Comment:
    fields = _Fields(element)
    return Comment(
        old_id=fields.number("wp:comment_id"),
        parent=fields.number("wp:comment_parent"),
        kind=fields.word("wp:comment_type"),
        approved=fields.word("wp:comment_approved"),
        author=fields.word("wp:comment_author"),
        email=fields.word("wp:comment_author_email"),
        url=fields.word("wp:comment_author_url"),
        ip=fields.word("wp:comment_author_IP"),
        date=fields.word("wp:comment_date"),
        date_gmt=fields.word("wp:comment_date_gmt"),
        body=fields.word("wp:comment_content"),
        user_id=fields.word("wp:comment_user_id"),
        meta=_all_meta(element, "wp:commentmeta"),
    )


MAKERS: dict[str, Callable[[Element, int], Record]] = {
    "item": _item,
    "wp:author": _author,
    "wp:category": _category,
    "wp:tag": _tag,
    "wp:term": _term,
}
