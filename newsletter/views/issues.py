"""What was sent, for everybody: issues and their lists, made from the stories as readers have them now."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404

from articles import listing
from newsletter import contents, printing, showing
from newsletter.models import Newsletter
from newsroom.press import pages
from newsroom.press.printing import show


@pages.shared("before", "after")
def issue_list(request, slug):
    newsletter = get_object_or_404(Newsletter.objects.public(), slug=slug)
    issues = newsletter.issues.published().select_related("newsletter")
    page = listing.page(issues, request.GET)
    told = contents.of_all(page.rows)
    rows = [(issue, told[issue.pk]) for issue in page.rows]
    context = {"newsletter": newsletter, "listing": page, "issues": rows}
    return show(request, "newsletter/issue_list.html", newsletter.language, context)


@pages.shared
def issue_detail(request, newsletter, slug):
    issue = get_object_or_404(showing.issues(), slug=slug)
    if request.path != issue.get_absolute_url():
        return HttpResponsePermanentRedirect(issue.get_absolute_url())
    stories = contents.of(issue)
    context = {
        "issue": issue,
        "newsletter": issue.newsletter,
        "note": printing.note(issue),
        "stories": stories,
        "about": printing.preview(issue, stories),
        "day": printing.day(issue, issue.newsletter.language),
    }
    return show(request, "newsletter/issue_detail.html", issue.newsletter.language, context)
