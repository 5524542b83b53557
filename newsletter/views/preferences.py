"""The page on which a reader chooses, and what else the link to it opens."""

from functools import wraps
from math import ceil

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from newsletter import choosing, erasing, holdings, leaving, links, readdressing, signing_up
from newsletter.forms import NewAddressForm, PauseForm, PreferencesForm
from newsletter.views.mailed import mailed, page
from newsroom.models import Language, Masthead
from newsroom.press import answers, limits, pages

DAY = 86400
MOST_ADDRESSES = 3  # that a reader may have asked, in a day


def of_reader(view):
    """Make a page of preferences: the view gets its reader and the token; who was erased has none."""

    @mailed(links.PREFERENCES)
    @wraps(view)
    def answer(request, token):
        reader = choosing.reader(token)
        if reader is None:
            raise Http404
        return view(request, reader, token)

    return answer


def of_own(view):
    """Make a page for a link that went to its reader alone; any other leads to where one is sent for."""

    @of_reader
    @wraps(view)
    def answer(request, reader, token):
        if not links.is_own(token):
            return back(token)
        return view(request, reader, token)

    return answer


def back(token, done=""):
    """Lead back to the preferences, which say what was done."""
    question = f"?done={done}" if done else ""
    return answers.see_other(reverse("preferences", args=[token]) + question)


@of_reader
def preferences(request, reader, token):
    offered = list(choosing.offered(reader))
    form = PreferencesForm(
        offered,
        request.POST if request.method == "POST" else None,
        in_two_rhythms=choosing.in_two_rhythms(offered),
        on=choosing.on(reader),
        rhythms=choosing.rhythms(reader),
    )
    if request.method == "POST":
        return _choose(request, reader, token, form)
    return _preferences(request, reader, token, form)


@mailed(links.PREFERENCES)
@require_POST
def preferences_renew(request, token):
    signing_up.renew_preferences(token)
    return page(request, "newsletter/link_renewed.html")


@of_reader
@require_POST
def pause(request, reader, token):
    form = PauseForm(request.POST)
    if not form.is_valid():
        return back(token)
    choosing.pause(reader, form.cleaned_data["weeks"])
    return back(token, "paused")


@of_reader
@require_POST
def resume(request, reader, token):
    choosing.resume(reader)
    return back(token, "resumed")


@of_own
def address_change(request, reader, token):
    form = NewAddressForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _address(request, token, form)
    if not form.is_valid():
        return _address(request, token, form, status=422)
    wait = limits.hit(readdressing.ASKED, str(reader.pk), most=MOST_ADDRESSES, seconds=DAY)
    if wait:
        return _too_often(request, token, form, wait)
    readdressing.ask(reader, form.cleaned_data["email"])
    # No redirect: the address would have to stand in a URL, and so in logs and histories.
    return page(request, "newsletter/address_asked.html", form.cleaned_data | {"token": token})


@of_own
@require_safe
def reader_data(request, reader, token):
    answer = JsonResponse(holdings.everything(reader), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="newsletters.json"'
    return answer


@of_own
def reader_erase(request, reader, token):
    if request.method == "POST":
        erasing.erase(reader)
        return answers.see_other(_in_language("reader_erased"))
    return page(request, "newsletter/reader_erase.html", {"token": token})


@pages.shared("language")
def reader_erased(request):
    named = request.GET.get("language")
    language = named if named in Language.values else Masthead.current().language
    with translation.override(language):
        return page(request, "newsletter/reader_erased.html")


def _preferences(request, reader, token, form, status=200):
    context = {
        "form": form,
        "reader": reader,
        "token": token,
        "is_own": links.is_own(token),
        "pauses": choosing.PAUSES,
        "done": request.GET.get("done", ""),
    }
    return page(request, "newsletter/preferences.html", context, status)


def _choose(request, reader, token, form):
    if "leave_all" in request.POST:
        leaving.leave_all(reader)
        return back(token, "saved")
    if not form.is_valid():
        return _preferences(request, reader, token, form, status=422)
    choosing.choose(reader, form.cleaned_data["newsletters"], form.rhythms)
    return back(token, "saved")


def _address(request, token, form, status=200):
    context = {"form": form, "token": token}
    return page(request, "newsletter/address_change.html", context, status)


def _too_often(request, token, form, seconds):
    minutes = ceil(seconds / 60)
    message = ngettext(
        "That was too often. Wait %(minutes)s minute and send it again.",
        "That was too often. Wait %(minutes)s minutes and send it again.",
        minutes,
    )
    form.add_error(None, message % {"minutes": minutes})
    return answers.too_fast(_address(request, token, form), seconds)


def _in_language(name):
    spoken = translation.get_language()
    address = reverse(name)
    return address if spoken == Masthead.current().language else f"{address}?language={spoken}"
