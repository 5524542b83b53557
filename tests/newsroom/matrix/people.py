"""What can be tried with what readers wrote, with their addresses, and with colleagues."""

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile

from comments.models import Ban, Comment, Rules
from newsletter.models import Newsletter, Subscriber
from newsroom.models import User
from newsroom.press.models import Letter
from tests.newsroom.matrix.shelves import CHOSEN

QUEUE = "/admin/comments/comment/"
RULES = "/admin/comments/rules/1/change/"


def decision(name, status, of="Waiting"):
    """Return the deed of a button in a comment's row."""

    def decide(browser):
        comment = Comment.objects.get(name=of)
        browser.post(QUEUE, **{f"_{name}": comment.pk})
        comment.refresh_from_db()
        return comment.status == status

    return decide


def approve_ticked_ones(browser):
    waiting = Comment.objects.filter(status="pending")
    ticked = list(waiting.values_list("pk", flat=True))
    browser.post(QUEUE, action="approve", _selected_action=ticked)
    return not waiting.exists()


def block(browser):
    browser.post(QUEUE, _block=f"address-{Comment.objects.get(name='Waiting').pk}")
    return Ban.objects.filter(value="waiting@example.org").exists()


def undo(browser):
    """Take back that somebody found a comment to be spam."""
    browser.post(QUEUE, _undo=browser.stage.act.key)
    return Comment.objects.get(name="Judged").status == "visible"


def answer(browser):
    comment = Comment.objects.get(name="Waiting")
    browser.post(f"{QUEUE}{comment.pk}/answer/", words="Thank you.")
    return Comment.objects.filter(body="Thank you.").exists()


def set_the_rules(browser):
    browser.send(RULES, links_allowed=7)
    return Rules.current().links_allowed == 7


def delete_a_comment(browser):
    comment = Comment.objects.get(name="Waiting")
    browser.post(f"{QUEUE}{comment.pk}/delete/", post="yes")
    return not Comment.objects.filter(pk=comment.pk).exists()


def rewrite(browser):
    comment = Comment.objects.get(name="Waiting")
    browser.post(f"{QUEUE}{comment.pk}/change/", body="Nice.", name="Waiting", _save="Save")
    return Comment.objects.filter(body="Nice.").exists()


OF_COMMENTS = {
    "approve": decision("approve", "visible"),
    "reject": decision("reject", "rejected"),
    "spam": decision("spam", "spam"),
    "trash": decision("trash", "trash"),
    "hold": decision("hold", "pending", of="Shown"),
    "approve ticked ones": approve_ticked_ones,
    "block": block,
    "undo": undo,
    "answer": answer,
    "delete": delete_a_comment,
    "rewrite": rewrite,
}
OF_RULES = {"set": set_the_rules}

BANS = "/admin/comments/ban/"


def ban(browser):
    browser.send(f"{BANS}add/", kind="domain", value="spam.example")
    return Ban.objects.filter(value="spam.example").exists()


def lift(browser):
    one = Ban.objects.get(value="blocked@example.org")
    browser.post(f"{BANS}{one.pk}/delete/", post="yes")
    return not Ban.objects.filter(pk=one.pk).exists()


OF_BANS = {"add": ban, "lift": lift}

SUBSCRIBERS = "/admin/newsletter/subscriber/"


def subscribe(browser):
    """Put somebody on a list who never asked for it."""
    browser.post(f"{SUBSCRIBERS}add/", email="new@example.com", state="active", _save="Save")
    return Subscriber.objects.filter(email="new@example.com").exists()


def reader():
    """Return somebody who signed up and got nothing yet."""
    return Subscriber.objects.get(email="reader@example.com")


def suppress(browser):
    browser.send(f"{SUBSCRIBERS}{reader().pk}/change/", state="suppressed")
    return reader().state == "suppressed"


def erase(browser):
    browser.post(f"{SUBSCRIBERS}{reader().pk}/delete/", post="yes")
    return not Subscriber.objects.filter(email="reader@example.com").exists()


def bring_in(browser):
    """See what would happen with a file of readers."""
    file = SimpleUploadedFile("readers.csv", b"email\nnew@example.com\n")
    fields = {"newsletter": Newsletter.objects.first().pk, "consent": "Asked.", "file": file}
    return "new@example.com" in browser.post(f"{SUBSCRIBERS}import/", **fields, look="").text


def take_out(browser):
    answer = browser.post(f"{SUBSCRIBERS}export/{Newsletter.objects.first().pk}/")
    return answer.status_code == 200


OF_SUBSCRIBERS = {
    "add": subscribe,
    "suppress": suppress,
    "erase": erase,
    "bring in": bring_in,
    "take out": take_out,
}


def promote(browser):
    """Make somebody a person who may do everything."""
    browser.send(f"{_narek()}change/", is_superuser="on")
    return User.objects.get(username="narek").is_superuser


def choose_a_password(browser):
    browser.post(f"{_narek()}password/", **CHOSEN, usable_password="true")
    return User.objects.get(username="narek").check_password("a boat on a lake")


def reset_a_second_factor(browser):
    browser.post(f"{_narek()}second-factor/")
    return not Authenticator.objects.exists()


def choose_a_language(browser):
    """Choose one's own language of the desk."""
    browser.post("/admin/account/language/", language="hy")
    return User.objects.filter(desk_language="hy").exists()


def try_a_letter_again(browser):
    letter = Letter.objects.get()
    browser.post("/admin/press/letter/", action="try_again", _selected_action=letter.pk)
    letter.refresh_from_db()
    return letter.status == "queued"


def _narek():
    return f"/admin/newsroom/user/{User.objects.get(username='narek').pk}/"


OF_COLLEAGUES = {
    "promote": promote,
    "choose a password": choose_a_password,
    "reset a second factor": reset_a_second_factor,
}
OF_ONE_S_OWN = {"choose a language": choose_a_language}
OF_LETTERS = {"try again": try_a_letter_again}
