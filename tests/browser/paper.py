"""A small paper with everything on its pages that a page may hold."""

import datetime
import io

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles import pictures, publishing
from articles.models import Article, Page
from newsroom.models import Masthead
from tests import make

LONG_WORD = "Անհակահեղափոխականացվածներիցդ"
BODY = (
    "<p>The miller opened the sluice at six, and by seven the whole street smelled of flour.</p>"
    "<h2>What the river did</h2><p>It rose. <a href='/about/'>We have written of it before</a>.</p>"
    "<h3>And then</h3><ul><li>It fell.</li><li>It was measured.</li></ul>"
    "<blockquote><p>A mill is a clock that one can eat.</p></blockquote>"
    "<blockquote class='pull'><p>Nobody asked the mice.</p><p><cite>Ani Miller</cite></p></blockquote>"
    "<p>https://youtu.be/a-mill-that-turns</p>"
    "<table><tr><th>Day</th><th>Sacks of flour that were carried away before noon</th></tr>"
    "<tr><td>Monday</td><td>114</td></tr></table>"
    "<pre>to the cellar: 114 sacks    to the attic: 38 sacks    to the boat: 7 sacks    to nobody knows where: 3</pre>"
    "<hr><p>Nobody has counted the mice.</p>"
)


def found(thread=21):
    """Make the paper and return its stories by what is special about them; one has so long a thread."""
    Masthead(name="The Millstream", tagline="News from both banks").save()
    make.make_menu("/section/town/", "/section/kaghak/", "/about/")
    make.make_menu("/about/", place="footer")
    Page.objects.create(path="about", title="About", body=BODY)
    section = make.make_section(name="Town", slug="town", description="Both sides of the bridge.")
    make.make_section(name="Mills", slug="mills", parent=section)
    return _stories(section, thread)


def _stories(section, thread):
    place = {"section": section, "tags": [make.make_tag(name="Mills", slug="mills")]}
    picture = _picture()
    writer = make.make_contributor(name="Ani Miller", slug="ani", role="Editor", bio="Walks.")
    writer.picture = picture
    writer.save()
    for number in range(26):
        make.make_article(
            headline=f"The mill turns for the {number}. time",
            published_at=timezone.now() - datetime.timedelta(days=40, hours=number),
            **place,
        )
    shown = "<figure data-picture='{0}'></figure><figure data-gallery='{0} {0} {0}'></figure>"
    full = make.make_article(
        headline="The old mill grinds again",
        deck="Half the street came with bags, and the other half with advice.",
        body=BODY + shown.format(picture.pk),
        dateline_place="GYUMRI",
        published_at=timezone.now(),
        lead_picture=picture,
        lead_caption="The wheel, from the weir.",
        by=[writer, (make.make_contributor(), "photographs")],
        **place,
    )
    make.make_article(
        headline="The mill again", body=BODY, translation_of=full, language="hy", slug="jraghats"
    )
    _comments(full, 5)
    noted = make.make_article(headline="A sluice was measured", body=BODY, **place)
    _correct(
        noted, headline="A sluice was mismeasured", body=f"{BODY}<p>It is two metres wide.</p>"
    )
    long = make.make_article(headline="A thread that goes on", body=BODY, **place)
    _comments(long, thread)
    return {
        "full": full,
        "noted": noted,
        "long_thread": long,
        "long_headline": make.make_article(headline="The wheel and " * 8 + "the wheel", **place),
        "closed": make.make_article(headline="Closed", comments_open=False, **place),
        "draft": make.make_article(
            headline="Not yet", body=BODY, status=Article.Status.DRAFT, published_at=None, **place
        ),
        "gone": make.make_article(
            headline="Gone",
            status=Article.Status.WITHDRAWN,
            withdrawal_reason="It named a child.",
            **place,
        ),
        "armenian": _armenian("hy", "Քաղաք", "kaghak"),
        "western": _armenian("hyw", "Գաղութ", "kaghut"),
    }


def _picture():
    painted = io.BytesIO()
    Image.new("RGB", (1700, 1063), "#7a9bb5").save(painted, "PNG")
    file = ContentFile(painted.getvalue(), "mill.png")
    return pictures.receive(file, alt="A mill wheel", credit="Ani Miller")


def _correct(article, **changes):
    for name, value in changes.items():
        setattr(article, name, value)
    note = {"text": "The sluice is two metres wide, not three.", "shows_change": True}
    publishing.save(article, by=None, relate=lambda: article.corrections.create(**note))


def _comments(article, pairs):
    for _ in range(pairs):
        make.make_comment(answers=make.make_comment(article, website="https://example.org/"))


def _armenian(language, name, slug):
    section = make.make_section(name=name, slug=slug, language=language)
    article = make.make_article(
        headline=f"{name} եւ ջրաղաց {LONG_WORD}",
        deck="Ջուրը բարձրացավ, հետո իջավ։",
        body=f"<p>Ջուրը բարձրացավ, {LONG_WORD} հետո իջավ։</p><h2>Հետո</h2><p>Հաշուեցին։</p>",
        dateline_place="ԵՐԵՒԱՆ",
        language=language,
        section=section,
    )
    make.make_comment(article, name="Շուշան", body="Լաւ էր։")
    return article
