"""The newsletters at the desk: the lists and their readers."""

from newsletter.admin.newsletter import NewsletterAdmin
from newsletter.admin.subscriber import SubscriberAdmin

__all__ = ["NewsletterAdmin", "SubscriberAdmin"]
