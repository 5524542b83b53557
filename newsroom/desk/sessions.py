"""Sessions whose keys stand in the database as digests: a copy of the table logs nobody in."""

from datetime import UTC, datetime
from hashlib import sha256

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from newsroom.desk import browsers

OPENED = "opened"


class SessionStore(db.SessionStore):
    """Django's own sessions, found by the digest of what the browser's cookie says."""

    @classmethod
    def get_model_class(cls):
        from newsroom.models import Session  # which knows this store

        return Session

    def exists(self, session_key):
        return super().exists(digest(session_key))

    def delete(self, session_key=None):
        key = self.session_key if session_key is None else session_key
        if key is not None:
            super().delete(digest(key))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = digest(row.session_key)
        row.user_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self):
        rows = self.model.objects.filter(expire_date__gt=timezone.now())
        found = rows.filter(session_key=digest(self.session_key)).first()
        if found is None:
            self._session_key = None
        return found


def note_opening(request) -> None:
    """Remember when and in which browser a session was opened, for whose it is."""
    request.session[OPENED] = {
        "at": timezone.now().isoformat(),
        "browser": browsers.name(request.headers.get("User-Agent", "")),
    }


def open_ones(request) -> list[dict]:
    """Return the sessions in which this person is logged in, newest first, and which of them is this one."""
    rows = request.user.sessions.filter(expire_date__gt=timezone.now())
    alive = [
        {"key": row.session_key, "is_here": row.session_key == digest(request.session.session_key)}
        | _opening(data)
        for row in rows
        if (data := row.get_decoded()).get(HASH_SESSION_KEY) == request.user.get_session_auth_hash()
    ]
    return sorted(alive, key=lambda one: one["at"], reverse=True)


def _opening(data):
    noted = data.get(OPENED, {})
    at = datetime.fromisoformat(noted["at"]) if noted else datetime.min.replace(tzinfo=UTC)
    return {"at": at, "browser": noted.get("browser", "")}


def digest(key: str) -> str:
    """Return what stands in the table for the key of a session; the column holds forty letters."""
    return sha256(key.encode()).hexdigest()[:40]
