"""The archive of an old site of any size, invented, as WordPress writes it: the oldest post first."""

import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

WRITERS, CATEGORIES, TAGS = 40, 20, 300
WORDS = (80, 400)  # of a post
FIRST = datetime.datetime(2009, 1, 1, 8, tzinfo=datetime.UTC)
A_DAY = 8  # posts
SYLLABLES = "ka ne ro mi tu sal ver dan lo pri ast en gor bel hay".split()
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Old Courier</title><link>https://old.example</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
END = "</channel></rss>\n"


def write(path: Path, posts: int, comments: int) -> None:
    """Write an archive with so many posts, and comments spread over them: the same numbers give the same file."""
    chance = random.Random(posts)
    words = _vocabulary(chance)
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(_lists())
        for number in range(1, posts + 1):
            share = comments * number // posts - comments * (number - 1) // posts
            first = comments * (number - 1) // posts + 1
            file.write(_post(number, range(first, first + share), chance, words))
        file.write(END)


def _lists() -> Iterator[str]:
    for n in range(WRITERS):
        yield _element(
            "wp:author",
            wp_author_id=n,
            wp_author_login=f"writer{n}",
            wp_author_display_name=f"Writer {n}",
        )
    for n in range(CATEGORIES):
        parent = f"part-{n % 4}" if n >= 4 else ""
        yield _element(
            "wp:category",
            wp_term_id=n,
            wp_category_nicename=f"part-{n}",
            wp_category_parent=parent,
            wp_cat_name=f"Part {n}",
        )
    for n in range(TAGS):
        yield _element(
            "wp:tag", wp_term_id=1000 + n, wp_tag_slug=f"topic-{n}", wp_tag_name=f"Topic {n}"
        )


def _post(number, comments, chance, words) -> str:
    said = [chance.choice(words) for _ in range(chance.randint(*WORDS))]
    at = FIRST + datetime.timedelta(days=number / A_DAY)
    parts = [
        " ".join(said[start : start + 40]).capitalize() + "." for start in range(0, len(said), 40)
    ]
    headline = " ".join(said[:7]).capitalize()
    slug = "-".join(said[:7])
    inner = "".join(_comment(each, at, chance, words) for each in comments)
    return _element(
        "item",
        _label("category", f"part-{chance.randrange(CATEGORIES)}")
        + _label("post_tag", f"topic-{chance.randrange(TAGS)}")
        + _label("post_tag", f"topic-{chance.randrange(TAGS)}")
        + inner,
        title=headline,
        link=f"https://old.example/{at:%Y/%m}/{slug}/",
        dc_creator=f"writer{chance.randrange(WRITERS)}",
        content_encoded="\n\n".join(parts),
        wp_post_id=number,
        wp_post_date=f"{at:%Y-%m-%d %H:%M:%S}",
        wp_post_date_gmt=f"{at:%Y-%m-%d %H:%M:%S}",
        wp_comment_status="open",
        wp_post_name=slug,
        wp_status="publish" if number % 50 else "draft",
        wp_post_type="post",
    )


def _comment(number, at, chance, words) -> str:
    said = " ".join(chance.choice(words) for _ in range(25)).capitalize()
    return _element(
        "wp:comment",
        wp_comment_id=number,
        wp_comment_author=f"Reader {number % 900}",
        wp_comment_author_email=f"reader{number % 900}@example.com",
        wp_comment_date_gmt=f"{at + datetime.timedelta(hours=number % 30):%Y-%m-%d %H:%M:%S}",
        wp_comment_content=said,
        wp_comment_approved=1,
        wp_comment_parent=number - 1 if number % 3 == 0 else 0,
    )


def _element(name: str, inside: str = "", **parts) -> str:
    fields = "".join(
        _field(key.replace("_", ":", 1) if "_" in key else key, value)
        for key, value in parts.items()
    )
    return f"<{name}>{fields}{inside}</{name}>\n"


def _field(name, value) -> str:
    return f"<{name}>{escape(str(value))}</{name}>"


def _label(domain, slug) -> str:
    return f'<category domain="{domain}" nicename="{slug}">{slug.replace("-", " ").capitalize()}</category>'


def _vocabulary(chance) -> list[str]:
    found = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(4_000)}
    return sorted(found)
