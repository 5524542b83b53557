"""The desk's long lists: how they are filled, walked through and counted."""

import re

from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.models import Article, Front, OldSlug, Page
from comments.models import Rules
from newsletter.models import Issue, Subscriber
from newsroom.models import Masthead, OldAddress
from newsroom.press import longlist
from newsroom.press.models import Letter
from tests import make

STORIES, QUEUE = "/admin/articles/article/", "/admin/comments/comment/"

NO_LISTS = {Masthead, Front, Rules}  # a page of the desk by itself

SIZE = longlist.PER_PAGE


def make_stories(count, **fields):
    """Make stories that were saved one after the other, quicker than through their door."""
    usual = {"headline": "Rain", "status": Article.Status.DRAFT}
    number = Article.objects.count()
    return Article.objects.bulk_create(
        Article(**usual | {"slug": f"rain-{number + each}"} | fields) for each in range(count)
    )


def make_letter():
    return Letter.objects.create(template="newsletter_welcome", to="reader@example.com")


def make_job():
    empty = {"args_kwargs": {}, "exception_class_path": "", "traceback": ""}
    return DBTaskResult.objects.create(task_path="a.b", run_after=get_date_max(), **empty)


def make_page():
    return Page.objects.create(path=f"about/p{Page.objects.count()}", title="About")


def make_delivery():
    """Make a line more in the ledger of the one issue that went out."""
    now = timezone.now()
    sent = Issue.objects.filter(status="sent").first()
    issue = sent or make.make_issue(status="sent", started_at=now, ended_at=now)
    return make.make_delivery(issue=issue)


def make_old_address():
    """Make a redirect more, every other one to a story."""
    number = OldAddress.objects.count()
    leads = {"kind": "post", "new_id": make.make_article().pk} if number % 2 else {"target": "/"}
    return OldAddress.objects.create(path=f"/old/{number}", **leads)


def make_old_slug():
    number = OldSlug.objects.count()
    return OldSlug.objects.create(slug=f"rain-{number}", article=make.make_article())


MAKERS = {
    "articles.article": make.make_article,
    "articles.contributor": make.make_contributor,
    "articles.document": make.make_document,
    "articles.oldslug": make_old_slug,
    "articles.page": make_page,
    "articles.picture": make.make_picture,
    "articles.section": make.make_section,
    "articles.tag": make.make_tag,
    "auth.group": lambda: Group.objects.create(name=f"Group {Group.objects.count()}"),
    "comments.ban": make.make_ban,
    "comments.comment": make.make_comment,
    "django_tasks_database.dbtaskresult": make_job,
    "newsletter.delivery": make_delivery,
    "newsletter.issue": make.make_issue,
    "newsletter.newsletter": make.make_newsletter,
    "newsletter.subscriber": lambda: make.make_subscriber(
        f"r{Subscriber.objects.count()}@example.com", make.make_newsletter()
    ),
    "newsroom.banner": make.make_banner,
    "newsroom.importrun": make.make_import,
    "newsroom.oldaddress": make_old_address,
    "newsroom.user": make.make_user,
    "press.letter": make_letter,
}


def changelist(label):
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def shown(response):
    return [row.pk for row in response.context["cl"].result_list]


def walk(client, address, link):
    """Return the pages from `address` on, each with the keys that it shows."""
    pages = []
    while address:
        response = client.get(address)
        pages.append(shown(response))
        query = getattr(response.context["cl"], link)
        address = query and address.partition("?")[0] + query
    return pages


def flat(pages):
    return [key for page in pages for key in page]


def unbounded(queries):
    """Return the statements that pass over rows, or count without a limit."""
    said = [query["sql"] for query in queries]
    counts = re.compile(r"COUNT\((?:\*|DISTINCT|\"|1)", re.IGNORECASE)
    return [
        sql
        for sql in said
        if " OFFSET " in sql or "DISTINCT" in sql or (counts.search(sql) and " LIMIT " not in sql)
    ]


def autocompletes():
    """Yield the address of every field at the desk that offers what it finds."""
    for model, room in admin.site._registry.items():
        inlines = [(inline.model, inline.autocomplete_fields) for inline in room.inlines]
        for owner, fields in [(model, room.autocomplete_fields), *inlines]:
            for field in fields:
                names = f"app_label={owner._meta.app_label}&model_name={owner._meta.model_name}"
                yield f"/admin/autocomplete/?{names}&field_name={field}"


def room(label):
    return next(
        room for model, room in admin.site._registry.items() if model._meta.label_lower == label
    )
