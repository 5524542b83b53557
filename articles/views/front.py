"""The front page."""

from articles import frontpage
from newsroom.models import Masthead
from newsroom.press import pages
from newsroom.press.printing import show


@pages.shared
def front(request):
    masthead = Masthead.as_printed()
    page = frontpage.compose(masthead.language)
    context = {"masthead": masthead, "page": page, "is_front": True}
    return show(request, "articles/front.html", masthead.language, context)
