"""The lists that the paper offers, and the answer to the box in which a reader asks for them."""

from math import ceil

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import ngettext

from newsletter import signing_up
from newsletter.addresses import loose
from newsletter.forms import SignupForm
from newsletter.models import Newsletter
from newsroom.models import Language, Masthead
from newsroom.press import answers, limits, origin, pages
from newsroom.press.printing import show

HOUR, DAY = 3600, 86400
MOST_FROM_A_SOURCE = 20  # in an hour: a school or an office may share one source
MOST_FOR_AN_ADDRESS = 5  # in a day: one letter goes out in that time, whoever asks


@pages.shared
def newsletter_list(request):
    language = Masthead.current().language
    context = {"newsletters": Newsletter.objects.public()}
    return show(request, "newsletter/newsletter_list.html", language, context)


@pages.private
@origin.ours_only
def signup(request):
    if request.method != "POST":
        return redirect("newsletter_list")
    with translation.override(_language(request)):
        return _answer(request, SignupForm(Newsletter.objects.public(), request.POST))


def _answer(request, form):
    """Answer the same to every address: whether we know it is nobody's business but its reader's."""
    if not form.offers:
        raise Http404
    if not form.is_valid():
        return _again(request, form)
    wait = _ask(request, form.cleaned_data)
    if wait:
        return _too_fast(request, form, wait)
    # No redirect: the address would have to stand in a URL, and so in logs and histories.
    return _page(request, "newsletter/signup_done.html", {"email": form.cleaned_data["email"]})


@transaction.atomic
def _ask(request, asked):
    """Ask for the lists, or return how long to wait; all in one transaction, which takes as long for every address."""
    wait = _seconds_to_wait(request, asked["email"])
    if not wait:
        language = translation.get_language()
        signing_up.ask(asked["email"], asked["newsletters"], page=asked["page"], language=language)
    return wait


def _language(request):
    named = request.POST.get("language")
    return named if named in Language.values else Masthead.current().language


def _seconds_to_wait(request, email):
    source = limits.client_address(request)
    return limits.hit("signup from", source, most=MOST_FROM_A_SOURCE, seconds=HOUR) or limits.hit(
        signing_up.ASKED_FOR, loose(email), most=MOST_FOR_AN_ADDRESS, seconds=DAY
    )


def _too_fast(request, form, seconds):
    minutes = ceil(seconds / 60)
    message = ngettext(
        "That was too often. Wait %(minutes)s minute and send it again.",
        "That was too often. Wait %(minutes)s minutes and send it again.",
        minutes,
    )
    form.add_error(None, message % {"minutes": minutes})
    return answers.too_fast(_again(request, form), seconds)


def _again(request, form):
    return _page(request, "newsletter/signup.html", {"form": form}, status=422)


def _page(request, template, context, status=200):
    return show(request, template, translation.get_language(), context, status=status)
