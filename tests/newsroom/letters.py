"""A letter that greets somebody, and what became of it."""

from newsroom.press import mail


def post(to="ani@example.org", **options):
    return mail.post("hello", to, {"name": "Ani & <Aram>"}, **options)


def fate(letter):
    letter.refresh_from_db()
    return letter.status, letter.attempts
