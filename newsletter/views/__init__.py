from newsletter.views.issues import issue_detail, issue_list
from newsletter.views.mailed import (
    preferences,
    preferences_renew,
    resubscribe,
    subscription_confirm,
    subscription_confirm_renew,
    unsubscribe,
)
from newsletter.views.signup import newsletter_list, signup

__all__ = [
    "issue_detail",
    "issue_list",
    "newsletter_list",
    "preferences",
    "preferences_renew",
    "resubscribe",
    "signup",
    "subscription_confirm",
    "subscription_confirm_renew",
    "unsubscribe",
]
