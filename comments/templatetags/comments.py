"""The thread and the form, for the page of any story."""

from django import template

from comments import closing, threads
from comments.forms import CommentForm
from newsroom.press import markup

register = template.Library()
register.filter("comment_html", markup.comment_html)


@register.inclusion_tag("comments/_comment_thread.html")
def comment_thread(article, thread=None):
    """Draw a page of what readers said about the story, the first unless told; nothing where there is none."""
    thread = thread or threads.load(article)
    return {"article": article, "thread": thread, "is_open": closing.is_open(article)}


@register.inclusion_tag("comments/_comment_form.html", takes_context=True)
def comment_form(context, article):
    """Draw the form, or that comments are closed; a page that refused a form shows that one."""
    form = context.get("comment_form") or CommentForm(article)
    return {
        "action": threads.create_url(article),
        "article": article,
        "form": form,
        "is_drawn": form.is_bound or closing.is_open(article),
    }
