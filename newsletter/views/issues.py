"""What was sent, for everybody: issues and their lists, made from the stories as readers have them now."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404

from articles import listing
from newsletter import contents, printing
from newsletter.models import Issue, Newsletter
from newsroom.press import pages
from newsroom.press.printing import show


@pages.shared("before", "after")
def issue_list(request, slug):
    newsletter = get_object_or_404(Newsletter.objects.public(), slug=slug)
    found = listing.page(newsletter.issues.published(), request.GET)
    told = contents.of_all(found.rows)
    rows = [(issue, told[issue.pk]) for issue in found.rows]
    context = {"newsletter": newsletter, "listing": found, "issues": rows}
    return show(request, "newsletter/issue_list.html", newsletter.language, context)


@pages.shared
def issue_detail(request, newsletter, slug):
    issues = Issue.objects.published().select_related("newsletter")
    issue = get_object_or_404(issues, slug=slug)
    if request.path != issue.get_absolute_url():
        return HttpResponsePermanentRedirect(issue.get_absolute_url())
    stories = contents.of(issue)
    context = {
        "issue": issue,
        "newsletter": issue.newsletter,
        "stories": stories,
        "preview": printing.preview(issue, stories),
        "day": printing.day(issue, issue.newsletter.language),
    }
    return show(request, "newsletter/issue_detail.html", issue.newsletter.language, context)
