"""What readers see when there is nothing to see."""

from django.http import HttpResponseServerError
from django.template.loader import get_template

from articles.models import Article
from newsroom.models import Masthead
from newsroom.press import headers
from newsroom.press.printing import show

LATEST = 5


def not_found(request, exception):
    masthead = Masthead.as_printed()
    newest = Article.objects.published().filter(language=masthead.language).newest_first()
    context = {"masthead": masthead, "latest": newest.for_rails()[:LATEST]}
    return show(request, "articles/not_found.html", masthead.language, context, status=404)


def server_error(request):
    """Send the error page as it is: no template, no database, nothing that could fail again."""
    html = get_template("500.html").template.source
    _, _, rest = html.partition("<style>")
    headers.allow_style(request, rest.partition("</style>")[0])
    return HttpResponseServerError(html)
