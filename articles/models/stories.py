"""Which stories: those that readers may see, and those that one place lists."""

from django.db.models import F, Prefetch, Q
from django.db.models.functions import Now

from articles.models.byline import Byline
from articles.models.timeline import TimelineQuerySet
from newsroom.press import moment


class ArticleQuerySet(TimelineQuerySet):
    def ready(self):
        """Return what is ready, whether its time has come or not: what search and related stories prepare for."""
        # As a double no, since SQLite takes an equation for rare and would begin at an index of states; nearly all
        # stories are ready. So it begins at the time, the listing or the key that is asked for beside it.
        return self.exclude(~Q(status=self.model.Status.READY))

    def published(self):
        """Return what readers may see now, by the database's clock: the one owner of a story's visibility.

        An editor who looks ahead (`press.moment.at`) gets what they may see then.
        """
        return self.ready().filter(published_at__lte=moment.in_question())

    def scheduled(self):
        """Return what is ready and whose time has not come."""
        return self.ready().filter(published_at__gt=Now())

    def withdrawn(self):
        """Return what readers once had and were then refused."""
        return self.filter(status=self.model.Status.WITHDRAWN, published_at__lte=F("withdrawn_at"))

    def listed(self, **place):
        """Return what is listed in one place (`section=`, `shelf=`, `tag=` or `contributor=`), as its index orders it.

        The listing's time has no bound of its own: an index begins at one, and paging has the nearer.
        """
        times = {"listed_at": F("placements__published_at"), "listed_pk": F("placements__article")}
        listed = self.filter(**{f"placements__{kind}": it for kind, it in place.items()})
        return listed.alias(**times).timed_by("listed_at", "listed_pk")

    def for_rails(self):
        """Return stories with what a line in a list of headlines shows, in one query."""
        return self.only("headline", "slug", "language", "published_at", "created_at")

    def for_cards(self):
        """Return stories with what a card shows, in two queries."""
        bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
        return (
            self.select_related("section", "lead_picture")
            .prefetch_related(bylines)
            .defer("body", "rendered_body", "lead_picture__caption")
        )
