"""What was given another slug or path: its former addresses lead to where it is now, and so do the menus."""

from articles.models import Contributor, FormerSlug, Page, Section, Tag
from newsroom.models import MenuItem, OldAddress

Place = Section | Tag | Contributor


def follow(place: Place) -> None:
    """Remember the slug that a place had until it is saved now, and let the menus lead to the new one."""
    kind = _kind(type(place))
    before = type(place).objects.filter(pk=place.pk).first()
    if before is None or before.slug != place.slug:
        FormerSlug.objects.filter(**{f"{kind}__isnull": False}, slug=place.slug).delete()
    if before is None or before.slug == place.slug:
        return
    remember(before, before.slug)
    _lead_menus_on(before, place)


def follow_page(page: Page) -> None:
    """Remember the path that a page had until it is saved now, and let the menus lead to the new one."""
    before = Page.objects.filter(pk=page.pk).exclude(path=page.path).first()
    if before is None:
        return
    leads = {"kind": "page", "new_id": page.pk, "target": ""}
    OldAddress.objects.update_or_create(path=f"/{before.path}", defaults=leads)
    _lead_menus_on(before, page)


def remember(place: Place, slug: str) -> None:
    """Let the address of a slug that a place once had lead to it."""
    FormerSlug.objects.create(**{_kind(type(place)): place}, slug=slug)


def now_at(model: type[Place], slug: str) -> Place | None:
    """Return the place that once had this slug."""
    return model.objects.filter(former_slugs__slug=slug).first()


def _lead_menus_on(before, now):
    addresses = MenuItem.objects.filter(address=before.get_absolute_url())
    addresses.update(address=now.get_absolute_url())


def _kind(model):
    return model._meta.model_name
