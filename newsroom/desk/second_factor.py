"""The second factor of somebody's login: what they have, whether a session has shown it, and taking it away."""

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def exists(user) -> bool:
    """Say whether `user` has an app or a passkey; recovery codes alone open nothing."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def is_last(factor) -> bool:
    """Say whether a person has no app and no passkey beside this one."""
    others = Authenticator.objects.filter(user_id=factor.user_id, type__in=FACTORS)
    return not others.exclude(pk=factor.pk).exists()


def was_shown(request) -> bool:
    """Say whether this session was opened with a second factor; asks no database."""
    return any(record["method"] == "mfa" for record in _records(request))


def was_shown_just_now(request) -> bool:
    """Say whether somebody showed within the last minutes who they are, by their second factor if they have one."""
    records = _records(request)
    if exists(request.user):
        records = [record for record in records if record["method"] == "mfa"]
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def use_up(authenticator, code: str) -> bool:
    """Note that the app's code was used; return False to whoever brings it a second time, in any process."""
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret = auth.decrypt(row.data["secret"])
        moment = max(
            number
            for number in auth.yield_hotp_counters_from_time()
            if compare_user_code(
                actual=code, expected=auth.format_hotp_value(auth.hotp_value(secret, number))
            )
        )
        if moment <= row.data.get("used_up_to", 0):
            return False
        row.data["used_up_to"] = moment
        row.save(update_fields=["data"])
    return True


@transaction.atomic
def reset(user, *, by) -> bool:
    """Take every factor from `user`, end their sessions and record who did it; return whether there was any."""
    taken, _kinds = Authenticator.objects.filter(user=user).delete()
    if not taken:
        return False
    user.end_sessions()
    LogEntry.objects.log_actions(
        by.pk, [user], CHANGE, _("Second factor reset."), single_object=True
    )
    return True


def _records(request):
    return get_authentication_records(request, request.user)
