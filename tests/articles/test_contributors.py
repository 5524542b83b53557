"""Contributors at the desk."""

import pytest
from django.urls import reverse

from tests.articles.deskforms import opened
from tests.make import make_contributor, make_user

pytestmark = pytest.mark.django_db


def change(contributor):
    return reverse("admin:articles_contributor_change", args=[contributor.pk])


def offered(client, contributor):
    field = client.get(change(contributor)).context["adminform"].form.fields["user"]
    return [user.username for user in field.queryset]


def test_an_editor_links_a_contributor_to_a_colleague(client):
    editor, colleague = make_user("editor"), make_user("reporter")
    contributor = make_contributor(name="Narek")
    client.force_login(editor)
    data = {"name": "Narek", "slug": contributor.slug, "language": "en", "user": colleague.pk}
    assert (
        client.post(change(contributor), data | opened(client, change(contributor))).status_code
        == 302
    )
    contributor.refresh_from_db()
    assert contributor.user == colleague


def test_the_choice_holds_those_who_work_here_and_whoever_is_linked(client):
    editor = make_user("editor", username="anahit")
    make_user(is_staff=False, username="reader")
    left = make_user(is_staff=False, username="left")
    client.force_login(editor)
    assert offered(client, make_contributor()) == ["anahit"]
    assert offered(client, make_contributor(user=left)) == ["anahit", "left"]
    page = client.get(change(make_contributor())).text
    assert (
        'data-field-name="user"' not in page
    )  # nothing is asked of an address that refuses editors
