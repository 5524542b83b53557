from newsletter.views.confirming import (
    new_address,
    subscription_confirm,
    subscription_confirm_renew,
)
from newsletter.views.issues import issue_detail, issue_list
from newsletter.views.preferences import (
    address_change,
    pause,
    preferences,
    preferences_renew,
    reader_data,
    reader_erase,
    reader_erased,
    resume,
)
from newsletter.views.signup import newsletter_list, signup
from newsletter.views.unsubscribe import resubscribe, unsubscribe

__all__ = [
    "address_change",
    "issue_detail",
    "issue_list",
    "new_address",
    "newsletter_list",
    "pause",
    "preferences",
    "preferences_renew",
    "reader_data",
    "reader_erase",
    "reader_erased",
    "resubscribe",
    "resume",
    "signup",
    "subscription_confirm",
    "subscription_confirm_renew",
    "unsubscribe",
]
