"""Where pages stand: at addresses that nothing else of the site answers at."""

from itertools import chain, count

from django.urls import resolve

from articles.models import Page

LONGEST = Page._meta.get_field("path").max_length or 0


def is_reserved(path: str) -> bool:
    """Say whether another part of the site stands at this address."""
    return resolve(f"/{path}/").url_name != "page_detail"


def first_free(path: str, page: Page) -> str:
    """Return the path, or the next of path-2, path-3 … that is neither reserved nor another page's."""
    others = Page.objects.exclude(pk=page.pk)
    longest = LONGEST - len("-9999")
    wanted = chain([path], (f"{path[:longest].rstrip('-/')}-{number}" for number in count(2)))
    taken = set(
        others.filter(path__startswith=path[:longest].rstrip("-/")).values_list("path", flat=True)
    )
    return next(each for each in wanted if not (is_reserved(each) or each in taken))
