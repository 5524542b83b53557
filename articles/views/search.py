"""Search."""

from articles import search as index
from newsroom.models import Language, Masthead
from newsroom.press import pages
from newsroom.press.printing import show

MOST_PAGES = 25


@pages.shared("q", "page", "language", is_kept=False)
def search(request):
    masthead = Masthead.as_printed()
    asked = request.GET.get("language")
    language = asked if asked in Language.values else masthead.language
    query = request.GET.get("q", "").strip()
    result = index.find(query, page=_number(request.GET.get("page", "")))
    context = {"masthead": masthead, "query": query, "result": result}
    return show(request, "articles/search.html", language, context)


def _number(text):
    """Return the number of a page; what is none, is the first."""
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(MOST_PAGES)):
        return 1
    return min(max(int(text), 1), MOST_PAGES)
