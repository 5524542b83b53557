"""What a moderator reaches from a mail: pages that change nothing until a button is pressed."""

from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.views.decorators.csrf import csrf_exempt

from comments import invitations, waiting
from comments.models import Comment
from newsroom.press import answers, pages, tokens
from newsroom.press.printing import show

Status = Comment.Status
BUTTONS = {
    "_approve": Status.VISIBLE,
    "_reject": Status.REJECTED,
    "_spam": Status.SPAM,
    "_trash": Status.TRASH,
}


def mailed(find):
    """Make a page for the moderator who holds a link: the view gets what `find` finds instead of the token."""

    def decorate(view):
        @pages.private
        @csrf_exempt  # the link is all the protection, and what it opens is its receiver's
        @wraps(view)
        def page(request, token):
            try:
                found = find(token)
            except tokens.Bad as error:
                raise Http404("No link of ours.") from error
            if found is None:
                raise Http404("A link of somebody who moderates no more.")
            request.user = AnonymousUser()  # whoever is logged in here: the link says whose it is
            answer = view(request, found)
            answer["Referrer-Policy"] = "no-referrer"
            return answer

        return page

    return decorate


@mailed(invitations.find)
def comment_decide(request, invitation):
    if invitation.is_over:
        return _page(request, invitation.user, "invitation_over", {}, status=410)
    pressed = next((BUTTONS[name] for name in BUTTONS if name in request.POST), None)
    if pressed:
        invitation.decide(pressed)
        return answers.see_other(request.path)
    comment = invitation.comment
    newest = comment and comment.decisions.select_related("user").first()
    decided = newest is not None and newest.pk != invitation.seen.decision
    context = {"invitation": invitation, "comment": comment, "newest": newest}
    return _page(request, invitation.user, "invitation", context | {"decided": decided})


@mailed(invitations.find_receiver)
def comments_waiting(request, user):
    if request.method == "POST":  # also by a mail program, with one click
        fields = answers.fields(request)
        waiting.want_mail(user, "on" in fields)
        return answers.left(request, on_page=bool(fields & {"on", "off"}))
    return _page(request, user, "waiting_mail", {"wants_mail": waiting.wants_mail(user)})


def _page(request, user, name, context, status=200):
    context = {"name": user.get_full_name() or user.username} | context
    template = f"comments/admin/{name}.html"
    return show(request, template, waiting.language_of(user), context, status=status)
