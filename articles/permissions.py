"""Who may do what with stories; the admin and the views only ask here."""

from django.db.models import Q

from articles.models import Article, Byline

WRITABLE = {Article.Status.DRAFT, Article.Status.IN_REVIEW}


def may_publish(user) -> bool:
    """Say whether `user` decides what readers get: publishing, scheduling, correcting, withdrawing."""
    return user.has_perm("articles.publish_article")


def may_arrange(user) -> bool:
    """Say whether `user` decides what stands where on front pages, and what breaks into every page."""
    return may_publish(user)


def may_look_ahead(user) -> bool:
    """Say whether `user` may see what readers do not have yet: drafts, and the site at a moment to come."""
    return user.has_perm("articles.view_article")


def may_edit(user, article: Article) -> bool:
    """Say whether `user` may change this story: editors any, reporters their own until it is published."""
    if may_publish(user):
        return True
    return (
        user.has_perm("articles.change_article")
        and is_own(user, article)
        and article.status in WRITABLE
    )


def may_delete(user, article: Article) -> bool:
    """Say whether `user` may delete this story: only while it never had a time of publication."""
    return (
        may_edit(user, article)
        and user.has_perm("articles.delete_article")
        and article.published_at is None
    )


def may_keep(user) -> bool:
    """Say whether what `user` types is kept until it is saved: for all who write, whoever may save it by then."""
    return user.has_perm("articles.add_article") or user.has_perm("articles.change_article")


def may_note(user, article: Article) -> bool:
    """Say whether `user` may leave a note on this story: editors on any, reporters on their own, in every state."""
    return may_publish(user) or (may_look_ahead(user) and is_own(user, article))


def may_share(user, article: Article) -> bool:
    """Say whether `user` may show this story to people without a login, and take that back."""
    return may_note(user, article)


def may_send_back(user, article: Article) -> bool:
    """Say whether `user` may give a story in review back to its writer."""
    return may_publish(user) and article.status == Article.Status.IN_REVIEW


def may_submit(user, article: Article | None) -> bool:
    """Say whether `user` hands this story, or a new one, to the editors: who may publish need not."""
    if may_publish(user):
        return False
    if article is None:
        return user.has_perm("articles.add_article")
    return article.status == Article.Status.DRAFT and may_edit(user, article)


def own(user, stories):
    """Return those of `stories` that `user` began or stands in the byline of."""
    named = Byline.objects.filter(contributor__user=user).values("article")
    return stories.filter(Q(created_by=user) | Q(pk__in=named))


def is_own(user, article: Article) -> bool:
    """Say whether `user` began this story or stands in its byline."""
    return (
        article.created_by_id == user.pk or article.bylines.filter(contributor__user=user).exists()
    )
