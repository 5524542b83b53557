"""What caches before us keep under old addresses goes with the story."""

import time

import pytest
from django_tasks_db.models import DBTaskResult

from articles import publishing
from newsroom.oldlinks import keeping
from tests.harness.web import FORMS, THROUGH_NGINX
from tests.make import make_article


@pytest.mark.django_db
def test_withdrawing_has_the_old_addresses_asked_for_anew(settings):
    settings.TRUSTED_PROXIES = 1
    story, other = make_article(), make_article()
    paths = ["/2019/05/the-ferry", "/?p=12", "/նավ", "/the-ferry.html"]
    keeping.remember(paths, "post", story.pk, "lake.example")
    keeping.remember(["/other"], "post", other.pk, "lake.example")
    story.withdraw("A mistake.")
    publishing.save(story, by=None)
    asked = set(DBTaskResult.objects.get(task_path="articles.copies.renew").args_kwargs["args"][0])
    assert {"/2019/05/the-ferry/", "/?p=12", "/%D5%B6%D5%A1%D5%BE/", "/the-ferry.html"} <= asked
    assert "/other/" not in asked


@pytest.mark.alone
@pytest.mark.twice
@pytest.mark.django_db(transaction=True)
def test_nginx_tells_what_an_old_site_asked_for_from_the_front_page(site, story):
    keeping.remember(["/?p=12", "/the-ferry"], "post", story.pk, "lake.example")
    time.sleep(THROUGH_NGINX)
    here = story.get_absolute_url()
    for form in FORMS * 2:
        front, old = site.read("/", form), site.read("/?p=12", form)
        assert (front.status, old.status, old.headers["Location"]) == (200, 301, here)
        assert site.read("/?p=13", form).status == 404
        assert site.read("/?utm_source=x&p=12", form).headers["Location"] == here
        assert site.read("/the-ferry/?replytocom=5", form).headers["Location"] == f"{here}#respond"
        assert site.read("/the-ferry/", form).headers["Location"] == here
        assert site.read("/?fbclid=x", form).text == front.text
