"""The thread and the form, for the page of any story."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from comments import closing, printing, threads
from comments.forms import CommentForm
from newsroom.press import markup, memory

ADDRESS = "address-of-the-form"

register = template.Library()
register.filter("comment_html", markup.comment_html)


@register.inclusion_tag("comments/_comment_thread.html")
def comment_thread(article, thread=None):
    """Draw a page of what readers said about the story, the first unless told; nothing where there is none."""
    thread = thread or threads.load(article)
    said = printing.items(thread.comments, is_open=closing.is_open(article))
    return {"article": article, "thread": thread, "said": said}


@register.simple_tag
def answered_comment(comment):
    """Draw the comment that somebody is about to answer."""
    return printing.items([threads.alone(comment)], is_open=False)


@register.simple_tag(takes_context=True)
def comment_form(context, article):
    """Draw the form, or that comments are closed; a page that refused a form shows that one."""
    form, paper = context.get("comment_form"), context["masthead"]
    if form or not closing.is_open(article):
        return _draw(form or CommentForm(article), article, threads.create_url(article), paper)
    # An empty form is the same under every story but for where it is sent.
    key = ("comment form", get_language())
    empty = memory.per_edition(key, lambda: _draw(CommentForm(article), article, ADDRESS, paper))
    return mark_safe(empty.replace(ADDRESS, escape(threads.create_url(article))))


def _draw(form, article, action, paper):
    is_drawn = form.is_bound or closing.is_open(article)
    context = {"action": action, "form": form, "is_drawn": is_drawn}
    context["is_closed"] = closing.is_closed(article)
    context |= {"masthead": paper, "page_language": get_language()}
    return render_to_string("comments/_comment_form.html", context)
