"""Texts of the old site as readers get them here: mended, with real addresses, with nothing for editors in them."""

from html import unescape

import pytest
from django.core import mail

from articles.models import Article
from newsletter import sending
from newsletter.models import Issue
from newsroom.models import Moved
from tests import make
from tests.newsletter import sent
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db


def test_a_title_with_slashes_is_mended_in_title_slug_and_feed(bring, client):
    title = r"Star of TV Series \'Mannix,\' Dead at 91"
    report = bring(exports.post(title=title, post_name=""))
    story = Article.objects.get()
    assert story.headline == "Star of TV Series ‘Mannix,’ Dead at 91"
    assert story.slug == "star-of-tv-series-mannix-dead-at-91"
    for address in ("/feed/", story.get_absolute_url()):
        assert story.headline in client.get(address).content.decode()
    assert "slashes before quotation marks taken out: " in report.text()


def test_a_title_with_slashes_is_mended_in_a_newsletter_and_in_its_subject(bring, client):
    bring(exports.post(title=r"Star of TV Series \'Mannix,\' Dead at 91"))
    story, newsletter = Article.objects.get(), make.make_newsletter()
    make.make_subscriber("ani@example.com", newsletter)
    client.force_login(make.make_user("editor"))
    add = client.get("/admin/newsletter/issue/add/")
    assert add.context["composition"].stories == [story]
    words = {"subject": story.headline, "seen": 0, "stories": [story.pk]}
    client.post("/admin/newsletter/issue/add/", words)
    sending.start(Issue.objects.get())
    sent.send()
    [letter] = mail.outbox
    [(html, _)] = letter.alternatives
    assert letter.subject == "Star of TV Series ‘Mannix,’ Dead at 91"
    assert [letter.subject in unescape(text) for text in (html, letter.body)] == [True, True]
    assert ["\\" in text for text in (letter.subject, html, letter.body)] == [False] * 3


def test_an_armenian_story_has_a_slug_in_plain_letters(bring):
    bring(
        exports.post(post_id="11", title="Լիճը", post_name="%d5%ac%d5%ab%d5%b3%d5%a8"),
        exports.post(post_id="12", title="Նավը", post_name=""),
    )
    assert list(Article.objects.order_by("pk").values_list("slug", flat=True)) == ["lichy", "navy"]


def test_what_only_editors_see_of_an_imported_text_is_in_no_teaser_and_no_page(bring, client):
    bring(exports.post(body="[zither_list id=3]\n\nGYUMRI — It left at noon."))
    story = Article.objects.get()
    assert (
        story.body
        == '<p><code class="shortcode">[zither_list id=3]</code></p><p>It left at noon.</p>'
    )
    assert (story.dateline_place, story.teaser) == ("GYUMRI", "GYUMRI — It left at noon.")
    assert "zither" not in client.get(story.get_absolute_url()).content.decode()


def test_a_text_gets_what_wordpress_keeps_beside_it(bring):
    notes = exports.meta("footnotes", '[{"id":"a","content":"A note."}]')
    body = "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph --><!-- wp:footnotes /-->[gallery]"
    report = bring(exports.post(notes, body=body), exports.attachment(post_parent="11"))
    assert Article.objects.get().body == "<p>One</p><ol><li>A note.</li></ol>"
    assert "picture left on the old site: number 40 × 1" in report.text()


def test_a_shortcode_of_an_excerpt_is_listed_as_one_of_a_body_is(bring):
    report = bring(exports.post(excerpt='It left. [poll id="3"]'))
    assert Article.objects.get().summary == "It left."
    assert report.notes == {("shortcode left out", "[poll]"): 1}


def test_what_no_text_has_is_in_no_name_of_an_archive(bring):
    said = [
        exports.category(slug="har%00bour"),
        exports.tag(slug="bo%00ats"),
        exports.attachment(url="https://lake.example/a%00.jpg"),
        exports.post(
            exports.label("category", "har%00bour", "Harbour"),
            exports.label("author", "cap-na%00re", "Nare"),
            post_name="fer%00ry",
            body='<p><img src="https://lake.example/b%00.jpg"> It left.</p>',
        ),
    ]
    bring(*said)
    assert Article.objects.get().slug == "ferry"
    names = Moved.objects.values_list("old_id", flat=True)
    assert [name for name in names if not name.isprintable()] == []
    bring(*said)
    assert Moved.objects.filter(kind="category").count() == 1
