"""A strip above a reader's page that says what one person sees and others do not."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from newsroom.press import headers

STYLE = (
    ".ribbon{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;padding:.6rem 1rem;"
    "font:.9375rem/1.4 system-ui,sans-serif;color:#1b1a17;background:#f6d98a}"
    ".ribbon p{margin:0}.ribbon a{color:#4d0d0d;text-decoration:underline}"
    "@media print{.ribbon{display:none}}"
)
SKIPPED = "<header"  # what the link to the content leads past


def lay(request, response: HttpResponse, template: str, context: dict) -> HttpResponse:
    """Lay a strip over a finished page; the page under it stays to the letter what it was."""
    strip = render_to_string(template, context, request)
    page = response.content.decode()
    head, closing, rest = page.partition("</head>")
    before, skip, after = rest.partition(SKIPPED)  # the way past it stays the first on the page
    if not skip:
        return response  # a feed, or a redirect
    headers.allow_style(request, STYLE)
    response.content = f"{head}<style>{STYLE}</style>{closing}{before}{strip.strip()}{skip}{after}"
    return response
