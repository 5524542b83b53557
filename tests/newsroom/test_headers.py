"""What an answer lets the browser do."""

import base64
import hashlib

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from newsroom.press import headers

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
STYLE = "body { color: #1b1a17 }"


def plain(request):
    return HttpResponse("plain")


def styled(request):
    headers.allow_style(request, STYLE)
    headers.allow_style(request, STYLE)
    return HttpResponse(f"<style>{STYLE}</style>")


def strict(request):
    return HttpResponse(headers={"Content-Security-Policy": "sandbox", "Cache-Control": "public"})


urlpatterns = [
    path("", plain),
    path("icon.svg", plain, name="icon"),
    path("styled/", styled),
    path("strict/", strict),
    path("media/logo.svg", plain),
    path("admin/", admin.site.urls),
]


def policy(client, address):
    answer = client.get(address)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in answer.split(";") if " " in part.strip())


def test_a_readers_page_may_run_nothing_and_load_only_from_here(client):
    assert policy(client, "/") == {
        "default-src": "'none'",
        "style-src": "'none'",
        "img-src": "'self'",
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_an_allowed_style_is_allowed_by_its_digest_on_that_page_alone(client):
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert policy(client, "/styled/")["style-src"] == f"'sha256-{digest}'"
    assert policy(client, "/")["style-src"] == "'none'"


def test_the_desk_runs_our_own_scripts_and_none_that_stand_on_the_page(client):
    desk = policy(client, "/admin/login/")
    assert desk["script-src"] == "'self'"
    assert desk["frame-ancestors"] == "'none'"


def test_an_upload_opened_by_itself_is_locked_up(client):
    answer = client.get("/media/logo.svg")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_view_may_be_stricter_than_the_rule(client):
    answer = client.get("/strict/")
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["Cache-Control"] == "public"


@pytest.mark.parametrize("address", ["/", "/no/such/page/"])
def test_every_answer_carries_the_same_safe_headers(client, address):
    answer = client.get(address)
    expected = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cache-Control": "private, no-store",
    }
    assert {name: answer.get(name) for name in expected} == expected


def test_head_says_what_get_would_without_saying_it(rf):
    answer = headers.bare_head(lambda request: HttpResponse("plain"))
    head, get = answer(rf.head("/")), answer(rf.get("/"))
    assert (head.content, head["Content-Length"]) == (b"", "5")
    assert get.content == b"plain"
