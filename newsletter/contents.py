"""What stands in an issue: those of its stories that readers may see, in their places."""

from articles.models import Article
from newsletter.models import Issue, IssueArticle


def of(issue: Issue) -> list[Article]:
    """Return the stories of an issue, with what a card shows; one that was taken from readers is gone."""
    return of_all([issue])[issue.pk]


def of_all(issues: list[Issue]) -> dict[int, list[Article]]:
    """Return the stories of each of these issues by its key, in as many queries as for one."""
    places = list(IssueArticle.objects.filter(issue__in=issues).values_list("issue", "article"))
    seen = Article.objects.published().for_cards().in_bulk({story for _, story in places})
    told: dict[int, list[Article]] = {issue.pk: [] for issue in issues}
    for issue, story in places:
        if story in seen:
            told[issue].append(seen[story])
    return told
