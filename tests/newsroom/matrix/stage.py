"""A newsroom made once, in which every deed is tried by everybody and is then as if it never was."""

import copy
from itertools import compress

from django.db import connection, transaction
from django.db.models.fields.files import FieldFile
from django.test import Client

from newsroom.models import Session
from tests import make
from tests.articles.deskforms import form_data

WRITES = ("INSERT", "UPDATE", "DELETE")
UNTOLD = {"saved_at"}  # when somebody pressed Save, whatever that changed
OUTSIDE = {Session._meta.db_table}  # being logged in is no deed


def make_cast():
    """Make somebody of each kind, by what they are; of a reader there is no login."""
    return {
        "reporter, of their own": colleague("reporter"),
        "reporter, of another's": colleague("reporter"),
        "editor": colleague("editor"),
        "superuser": colleague(is_superuser=True),
        "moderator": colleague("moderator"),
        "newsletter": colleague("newsletter"),
        "somebody without a role": colleague(),
        "an editor who has left": colleague("editor", is_staff=False),
        "a reader": None,
    }


def colleague(*groups, **fields):
    """Make somebody who has a mailbox."""
    user = make.make_user(*groups, **fields)
    user.email = f"{user.username}@example.org"
    user.save(update_fields=["email"])
    return user


class Stage:
    """The cast, what they find, and the forms as a browser of somebody who may do everything holds them."""

    def __init__(self):
        self.cast, self._forms, self.traces = make_cast(), {}, set()
        self.boss = Client()
        self.boss.force_login(self.cast["superuser"])

    def form(self, address):
        """Return what the form at an address posts when nothing is changed, with every field it has."""
        if address not in self._forms:
            fields = form_data(self.boss, address)
            said = {name: each for name, each in fields.items() if not isinstance(each, FieldFile)}
            self._forms[address] = said
        return self._forms[address]

    def before(self, who):
        """Return a browser in which one of the cast is logged in."""
        return Browser(self, self.cast[who])


class Browser:
    """One of the cast at the desk."""

    def __init__(self, stage, user):
        self.stage, self.user, self.client = stage, user, Client()
        if user:
            self.client.force_login(user)
        self.at_first = everything()

    def opens(self, address):
        return self.client.get(address).status_code == 200

    def post(self, address, **fields):
        return self.client.post(address, fields)

    def send(self, address, **changes):
        """Send the form at an address, filled in as it is but for the changes."""
        return self.client.post(address, self.stage.form(address) | {"_save": "Save"} | changes)

    def does(self, deed, *more):
        """Say whether a deed had its effect; one that had none has changed nothing else either."""
        was_done, changed = self.tries(deed, *more)
        assert was_done or changed <= self.stage.traces, (deed.__name__, changed)
        return was_done

    def tries(self, deed, *more):
        """Return whether a deed had its effect, and which tables it changed if it had none."""
        writes, cookies = Writes(), copy.deepcopy(self.client.cookies)
        with transaction.atomic():
            with connection.execute_wrapper(writes):
                was_done = deed(self, *more)
            changed = self._changed() if writes and not was_done else set()
            transaction.set_rollback(True)
        self.client.cookies = cookies  # of a session that a deed began anew nothing is left
        return was_done, changed

    def _changed(self):
        now = everything()
        return {name for name in now if now[name] != self.at_first[name]}


class Writes:
    """Notices statements that write."""

    def __init__(self):
        self.seen = []

    def __bool__(self):
        return bool(self.seen)

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(WRITES) and not any(f'"{table}"' in sql for table in OUTSIDE):
            self.seen.append(sql)
        return execute(sql, params, many, context)


def everything():
    """Return all rows of all tables but those of the sessions."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.django_table_names(only_existing=True)) - OUTSIDE
        return {name: _rows(cursor, name) for name in names}


def _rows(cursor, name):
    cursor.execute(f'SELECT * FROM "{name}"')
    told = [column[0] not in UNTOLD for column in cursor.description]
    return sorted(str([*compress(row, told)]) for row in cursor.fetchall())
