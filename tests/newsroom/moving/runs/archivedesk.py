"""The desk at which an archive is brought in: what an editor does there and reads."""

import re

from newsroom.models import ImportRun
from newsroom.moving.runs import carrying

DESK = "/admin/newsroom/importrun/"


def hand_over(client, *uploads, **more):
    return client.post(f"{DESK}add/", {"uploads": list(uploads), "zone": ""} | more)


def work():
    """Do what a worker does: carry out the run that waits."""
    run = ImportRun.objects.take("a worker")
    carrying.carry_out(run)
    run.refresh_from_db()
    return run


def page(client, run, view="change"):
    return client.get(f"{DESK}{run.pk}/{view}/")


def text(answer):
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.split())


def press(client, run, button, **chosen):
    choices = {"media": "none", "zone": ""} | chosen
    return client.post(f"{DESK}{run.pk}/steer/", choices | {button: "1"})
