"""Sections, tags and contributors whose slug was changed: their former addresses lead to where they are now."""

from articles.models import Contributor, FormerSlug, Section, Tag
from newsroom.models import MenuItem

Place = Section | Tag | Contributor


def follow(place: Place) -> None:
    """Remember the slug that a place had until it is saved now, and let the menus lead to the new one."""
    kind = _kind(type(place))
    before = type(place).objects.filter(pk=place.pk).first()
    if before is None or before.slug != place.slug:
        FormerSlug.objects.filter(**{f"{kind}__isnull": False}, slug=place.slug).delete()
    if before is None or before.slug == place.slug:
        return
    FormerSlug.objects.create(**{kind: before}, slug=before.slug)
    addresses = MenuItem.objects.filter(address=before.get_absolute_url())
    addresses.update(address=place.get_absolute_url())


def now_at(model: type[Place], slug: str) -> Place | None:
    """Return the place that once had this slug."""
    return model.objects.filter(former_slugs__slug=slug).first()


def _kind(model):
    return model._meta.model_name
