"""Small exports of a made-up WordPress site, and the way to the big ones beside the checkout."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "wxr"

HEAD = """
<title>The Lake Gazette</title>
<link>https://lake.example</link>
<language>en</language>
<wp:wxr_version>{version}</wp:wxr_version>
<wp:base_site_url>https://lake.example/</wp:base_site_url>
<wp:base_blog_url>https://lake.example</wp:base_blog_url>
"""


def shared(name: str) -> Path:
    """Return one of the exports that stand beside the checkout, or skip the test."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not in shared/wxr beside the checkout")
    return path


def export(*records: str, version="1.2", scheme="http", head=HEAD) -> str:
    """Return an export with these records."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
        f' xmlns:wp="{scheme}://wordpress.org/export/{version}/"'
        f' xmlns:excerpt="{scheme}://wordpress.org/export/{version}/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>'
        + head.format(version=version)
        + "\n".join(records)
        + "\n</channel></rss>\n"
    )


def element(name: str, text: str) -> str:
    return f"<{name}><![CDATA[{text}]]></{name}>"


def author(login="nare", name="Nare Lori", old_id="7") -> str:
    parts = {"author_id": old_id, "author_login": login, "author_display_name": name}
    return f"<wp:author>{_wp(parts)}</wp:author>"


def category(slug="harbour", name="Harbour", parent="", old_id="") -> str:
    parts = {"category_nicename": slug, "category_parent": parent, "cat_name": name}
    return f"<wp:category>{_wp(parts | {'term_id': old_id})}</wp:category>"


def tag(slug="boats", name="Boats") -> str:
    return f"<wp:tag>{_wp({'tag_slug': slug, 'tag_name': name})}</wp:tag>"


def term(taxonomy="category", slug="harbour", name="Harbour", parent="", old_id="") -> str:
    parts = {"term_taxonomy": taxonomy, "term_slug": slug, "term_parent": parent}
    return f"<wp:term>{_wp(parts | {'term_name': name, 'term_id': old_id})}</wp:term>"


def label(domain: str, slug: str, name: str) -> str:
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>'


def post(*inside: str, title="The ferry is back", body="It left at noon.", excerpt="", **fields):
    """Return a published post of WordPress; `fields` are its `wp:` elements."""
    values = {
        "post_id": "11",
        "post_date": "2021-03-04 16:00:00",
        "post_date_gmt": "2021-03-04 12:00:00",
        "comment_status": "open",
        "post_name": "the-ferry-is-back",
        "status": "publish",
        "post_type": "post",
        "post_password": "",
    } | fields
    return (
        "<item>"
        + element("title", title)
        + f"<link>https://lake.example/?p={values['post_id']}</link>"
        + element("dc:creator", "nare")
        + element("content:encoded", body)
        + element("excerpt:encoded", excerpt)
        + _wp(values)
        + "".join(inside)
        + "</item>"
    )


def attachment(
    *inside: str, url="https://lake.example/ferry.jpg", alt="", file="", **fields
) -> str:
    """Return a picture or file of WordPress, whose caption is its excerpt."""
    described = {"_wp_attachment_image_alt": alt, "_wp_attached_file": file}
    values = {
        "post_id": "40",
        "post_type": "attachment",
        "status": "inherit",
        "post_parent": fields.pop("parent", "0"),
        "attachment_url": url,
    }
    written = (meta(key, value) for key, value in described.items() if value)
    return post(*written, *inside, **(values | fields))


def meta(key: str, value: str) -> str:
    """Return one line of what WordPress and its plugins noted about an item."""
    return f"<wp:postmeta>{_wp({'meta_key': key, 'meta_value': value})}</wp:postmeta>"


def comment(**fields) -> str:
    """Return an approved comment; `fields` are its `wp:comment_` elements."""
    values = {
        "id": "5",
        "author": "Aram",
        "author_email": "aram@example.com",
        "date_gmt": "2021-03-05 08:00:00",
        "content": "Good news.",
        "approved": "1",
        "type": "comment",
        "parent": "0",
    } | fields
    parts = {f"comment_{key}": value for key, value in values.items()}
    return f"<wp:comment>{_wp(parts)}</wp:comment>"


def _wp(parts: dict[str, str]) -> str:
    return "".join(element(f"wp:{key}", value) for key, value in parts.items())
