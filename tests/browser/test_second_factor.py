"""A second factor in a real browser: an app, a passkey of a virtual key, recovery codes; under the strict policy."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import expect

from tests.browser.test_desk import log_in
from tests.make import make_user
from tests.newsroom.codes import code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def ani():
    return make_user("editor", username="ani")


def give_a_key(page, **more):
    """Give a window a key as a computer has it; return how to speak of it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | more})
    return session, made["authenticatorId"]


def log_out(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Log out", exact=True).click()


def test_an_app_is_set_up_before_anything_else_and_opens_the_desk_after_that(page, ani):
    log_in(page, "ani")
    page.goto("/admin/articles/article/")
    assert page.url.endswith("/admin/account/")
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#secret").inner_text()
    page.wait_for_load_state()
    assert page.locator("img.qr").evaluate("img => img.naturalWidth > 0")
    page.get_by_label("Code that the app shows").fill(code(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.locator(".codes li")).to_have_count(10)
    paper = page.locator(".codes li").first.inner_text()
    page.get_by_role("link", name="I have them").click()
    page.wait_for_url("**/admin/")
    log_out(page)
    log_in(page, "ani")
    page.get_by_label("Code from your app").fill(code(secret, steps=1))
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    log_out(page)
    log_in(page, "ani")
    page.get_by_label("recovery code").fill(paper)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def test_a_passkey_is_made_and_opens_the_desk(page, ani):
    session, key = give_a_key(page)
    log_in(page, "ani")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="I have them").click()
    log_out(page)
    log_in(page, "ani")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/admin/")
    page.goto("/admin/account/")
    page.get_by_text("My laptop").wait_for()
    used = session.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert [each["rpId"] for each in used] == ["localhost"]


def test_somebody_elses_key_opens_nothing(open_window, ani):
    page = open_window()
    give_a_key(page)
    log_in(page, "ani")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.locator(".codes").wait_for()
    stranger = open_window()
    give_a_key(stranger)
    log_in(stranger, "ani")
    stranger.get_by_role("button", name="Use your passkey").click()
    stranger.get_by_text("The passkey was not used.").wait_for()
    assert stranger.url.endswith("/admin/login/code/")


def test_the_same_key_is_not_added_twice_and_the_page_says_so(page, ani):
    give_a_key(page)
    log_in(page, "ani")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.locator(".codes").wait_for()
    page.goto("/admin/account/passkeys/add/")
    page.get_by_label("Name").fill("The same once more")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("No passkey was made.").wait_for()
    expect(page.get_by_label("Name")).to_have_value("The same once more")


def test_at_an_address_without_a_name_the_page_says_where_passkeys_are(page, ani, site, settings):
    settings.SITE_URL = "http://news.example.org"
    log_in(page, "ani")
    page.goto("/admin/account/passkeys/add/")
    page.get_by_text("Open the desk at http://news.example.org").wait_for()
    assert not page.get_by_role("button", name="Add a passkey").is_visible()


def test_a_passkey_confirms_what_is_changed_later(page, ani, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    TOTP.activate(ani, secret := generate_totp_secret())
    give_a_key(page)
    log_in(page, "ani")
    page.get_by_label("Code from your app").fill(code(secret))
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    page.goto("/admin/account/passkeys/add/")
    assert "/admin/account/code/" in page.url
    page.get_by_label("Code from your app").fill(code(secret, steps=1))
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.locator(".codes").wait_for()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.goto("/admin/account/")
    page.get_by_role("link", name="Make new codes").click()
    page.get_by_role("link", name="Use a passkey instead").click()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/admin/account/recovery-codes/new/")
