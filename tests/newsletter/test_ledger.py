"""The statement that goes with each letter is kept by the database, and done all the same where it is not."""

from importlib import util

import pytest
from django.db import DatabaseError, connection

from newsletter.models import Delivery
from newsletter.sending import postbox
from newsletter.sending.ledger import Statement
from tests.harness.mail_server import Server, serving
from tests.newsletter.sent import send, started, states

pytestmark = pytest.mark.django_db(transaction=True)

TAKEN = (
    "UPDATE newsletter_delivery SET claim = %s WHERE id IN (%s, %s) AND claim <> %s RETURNING id"
)

GIVEN_ON = (
    "UPDATE newsletter_delivery SET claim = %s WHERE id IN (%s, %s) AND claim = %s RETURNING id"
)


@pytest.fixture
def on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps its statements by itself")


@pytest.fixture
def by_the_driver(monkeypatch):
    """The statements that were not asked by a name."""
    asked, ask = [], Statement._asked

    def noting(self, database, values):
        asked.append(values)
        return ask(self, database, values)

    monkeypatch.setattr(Statement, "_asked", noting)
    return asked


@pytest.fixture
def keys():
    issue = started("ani", "aram", "nare")
    return list(issue.deliveries.order_by("pk").values_list("pk", flat=True))


def test_a_statement_returns_which_rows_it_changed(keys, by_the_driver):
    taken = Statement(TAKEN)
    assert taken.keys(["«one»", keys[0], keys[1], "«one»"]) == {keys[0], keys[1]}
    assert taken.keys(["«one»", keys[1], keys[2], "«one»"]) == {keys[2]}
    assert taken.keys(["«one»", keys[1], keys[2], "«one»"]) == set()
    assert set(Delivery.objects.values_list("claim", flat=True)) == {"«one»"}
    assert by_the_driver == []


def test_what_the_database_has_forgotten_is_done_and_kept_again(keys, on_postgresql, by_the_driver):
    taken = Statement(TAKEN)
    taken.keys(["a", keys[0], keys[0], "a"])
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert taken.keys(["b", keys[0], keys[0], "b"]) == {keys[0]}
    assert taken.keys(["c", keys[0], keys[0], "c"]) == {keys[0]}
    assert len(by_the_driver) == 1


def test_what_another_process_has_kept_is_not_done_by_mistake(keys):
    """Some proxies lead two processes to one session of PostgreSQL."""
    ours, theirs = of_its_own_process(TAKEN), of_its_own_process(GIVEN_ON)
    assert theirs.keys(["b", keys[0], keys[1], ""]) == {keys[0], keys[1]}
    assert ours.keys(["a", keys[1], keys[2], "b"]) == {keys[2]}


def of_its_own_process(sql):
    """Return a statement of a module that has begun anew, as in each process."""
    found = util.find_spec(Statement.__module__)
    module = util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.Statement(sql)


def test_what_the_database_refuses_is_an_error_as_always(keys):
    taken = Statement(TAKEN)
    taken.keys(["a", keys[0], keys[0], "a"])
    with pytest.raises(DatabaseError):
        Statement("UPDATE newsletter_delivery SET claim = nothing RETURNING %s").keys([1])
    assert taken.keys(["b", keys[0], keys[0], "b"]) == {keys[0]}


@pytest.mark.parametrize("number", [0, 1])
def test_a_connection_that_ended_costs_no_letter_and_doubles_none(
    settings, on_postgresql, monkeypatch, number
):
    issue, offered, offer = started("ani", "aram", "nare"), [], postbox.MailServer.offer
    monkeypatch.setattr("newsletter.sending.handover.PAUSES", (0, 0))

    def offer_and_end(self, letter):
        offer(self, letter)
        if len(offered) == number:
            end(connection)
        offered.append(letter)

    monkeypatch.setattr(postbox.MailServer, "offer", offer_and_end)
    with serving(settings, Server()) as server:
        send()
    assert (len(server.accepted), set(states(issue).values())) == (3, {"sent"})


def end(connection):
    """Let PostgreSQL end a connection, as it does when it is told to stop."""
    other = connection.copy()
    with other.cursor() as cursor:
        pid = connection.connection.info.backend_pid
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
    other.close()


def test_nothing_is_kept_where_an_operator_says_so(keys, on_postgresql, by_the_driver, monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    assert Statement(TAKEN).keys(["a", keys[0], keys[0], "a"]) == {keys[0]}
    assert len(by_the_driver) == 1
