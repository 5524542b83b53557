"""Who gets into which room of the desk: every address of it, asked by every role."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver, reverse

from articles.models import OldSlug, Page
from newsroom.models import Masthead, OldAddress
from tests import make

pytestmark = pytest.mark.django_db

EVERYBODY = {"index", "password_change", "password_change_done", "jsi18n"}
LOOKS = {"changelist", "change", "history"}
CHANGES = LOOKS | {"add"}
ISSUES = {
    "newsletter_issue": CHANGES
    | {"delete", "stories", "preview", "letter", "send", "progress", "doctor", "doctor_of_all"},
    "newsletter_delivery": LOOKS,
}
REPORTER = {
    "look": {"ahead"},
    "articles_article": {"changelist", "change", "add", "preview", "copies", "copy_key"},
    "articles_picture": CHANGES | {"choose", "known"},
    "articles_document": CHANGES,
    "articles_section": LOOKS,
    "articles_tag": CHANGES,
    "articles_contributor": LOOKS,
    "articles_page": LOOKS,
}
EDITOR = {
    "look": {"ahead"},
    "articles_article": {"changelist", "change", "add", "delete", "preview", "copies", "copy_key"},
    "articles_picture": CHANGES | {"choose", "known"},
    **{
        f"articles_{noun}": CHANGES | {"delete"}
        for noun in ("section", "tag", "contributor", "page", "document")
    },
    "comments_comment": LOOKS | {"answer", "edit", "why"},
    "comments_ban": CHANGES | {"delete"},
    "comments_rules": {"change", "history"},
    "newsroom_masthead": {"change", "history"},
    "articles_front": {"changelist", "stories"},
    "newsroom_banner": CHANGES | {"delete"},
    "newsroom_oldaddress": CHANGES | {"delete", "upload"},
    "articles_oldslug": LOOKS,
    "newsroom_importrun": CHANGES | {"delete", "progress"},
    "newsletter_newsletter": LOOKS,
    **ISSUES,
}
MODERATOR = {
    "comments_comment": LOOKS | {"answer", "edit", "why"},
    "comments_ban": CHANGES | {"delete"},
    "comments_rules": {"change", "history"},
}
NEWSLETTER = {
    "newsletter_newsletter": CHANGES | {"delete"},
    "newsletter_subscriber": LOOKS | {"delete", "import"},
    **ISSUES,
}
ROOMS = {
    "reporter": REPORTER,
    "editor": EDITOR,
    "moderator": MODERATOR,
    "newsletter": NEWSLETTER,
    "nobody": {},
}


@pytest.fixture
def addresses():
    """Return the addresses of the desk, each about something that is there, by their names."""
    Masthead().save()
    story = make.make_article(status="draft", published_at=None, lead_picture=make.make_picture())
    things = {
        "article": story,
        "section": story.section,
        "picture": story.lead_picture,
        "document": make.make_document(),
        "tag": make.make_tag(),
        "contributor": make.make_contributor(),
        "page": Page.objects.create(path="about", title="About"),
        "comment": make.make_comment(),
        "ban": make.make_ban(),
        "rules": make.make_rules(),
        "newsletter": make.make_newsletter(),
        "subscriber": make.make_subscriber(),
        "issue": make.make_issue(None, story),
        "delivery": make.make_delivery(),
        "masthead": Masthead.current(),
        "banner": make.make_banner(),
        "oldaddress": OldAddress.objects.create(path="/old"),
        "oldslug": OldSlug.objects.create(slug="old", article=story),
        "importrun": make.make_import(),
        "user": make.make_user("editor"),
    }
    found = {}
    for name, pattern in names(get_resolver()):
        needs = pattern.pattern.regex.groups
        thing = things.get(name.split("_")[1] if "_" in name else "", story)
        found[name] = reverse(f"admin:{name}", args=[thing.pk, 1][:needs])
    return found


def names(resolver, at_desk=False):
    for each in resolver.url_patterns:
        if not isinstance(each, URLPattern):
            yield from names(each, at_desk or each.namespace == "admin")
        elif at_desk and each.name and each.name not in {"login", "logout", "app_list"}:
            yield each.name, each


@pytest.mark.parametrize("role", ROOMS)
def test_a_role_gets_into_its_own_rooms_and_no_other(client, addresses, role):
    client.force_login(make.make_user(*({role} - {"nobody"})))
    opened = {name for name, address in addresses.items() if client.get(address).status_code == 200}
    own = {f"{room}_{view}" for room, views in ROOMS[role].items() for view in views}
    histories = {
        name for name in opened if name.startswith("articles_article_") and "history" in name
    }
    assert opened - histories == own | EVERYBODY


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_that_was_handed_out_opens_no_room(client, addresses, method):
    user = make.make_user(is_superuser=True)
    user.set_temporary_password("handed out on paper")
    user.save()
    client.force_login(user)
    answers = {
        name: getattr(client, method)(address)
        for name, address in addresses.items()
        if name not in {"password_change", "jsi18n"}
    }
    assert {answer["Location"] for answer in answers.values()} == {"/admin/password_change/"}


@pytest.mark.parametrize("has_left", [False, True])
def test_a_reader_or_who_has_left_gets_in_nowhere(client, addresses, has_left):
    if has_left:
        client.force_login(make.make_user("editor", is_staff=False))
    opened = [name for name, address in addresses.items() if client.get(address).status_code == 200]
    assert opened == []


def test_the_addresses_of_readers_are_nobody_elses(client):
    comment = make.make_comment(email="commenter@example.org")
    make.make_subscriber("subscriber@example.org", make.make_newsletter())
    seen = {}
    for role in ROOMS:
        client.force_login(make.make_user(*({role} - {"nobody"})))
        pages = ["/admin/", "/admin/comments/comment/", "/admin/newsletter/subscriber/"]
        pages += [f"/admin/comments/comment/{comment.pk}/change/", "/admin/articles/article/"]
        said = "".join(client.get(page).content.decode() for page in pages)
        seen[role] = {who for who in ("commenter@", "subscriber@") if who in said}
    assert seen == {
        "reporter": set(),
        "editor": {"commenter@"},
        "moderator": {"commenter@"},
        "newsletter": {"subscriber@"},
        "nobody": set(),
    }


@pytest.mark.parametrize(
    ("role", "status"), [("moderator", 403), ("newsletter", 403), ("reporter", 302)]
)
def test_the_address_of_a_draft_is_told_to_those_who_may_read_it(client, role, status):
    draft = make.make_article(headline="A minister resigns", status="draft", published_at=None)
    kind = ContentType.objects.get_for_model(draft)
    client.force_login(make.make_user(role))
    response = client.get(f"/admin/r/{kind.pk}/{draft.pk}/")
    assert response.status_code == status
    told = "a-minister-resigns" in f"{response.headers}{response.text}"
    assert told == (status == 302)


def test_what_the_desk_does_not_show_has_no_address_there(client):
    kind = ContentType.objects.get_for_model(ContentType)
    client.force_login(make.make_user(is_superuser=True))
    assert client.get(f"/admin/r/{kind.pk}/{kind.pk}/").status_code == 403
    assert client.get("/admin/r/999999/1/").status_code == 403
