"""The newsletters at the desk: the lists, their readers, and what is sent to them."""

from newsletter.admin.delivery import DeliveryAdmin
from newsletter.admin.issue import IssueAdmin
from newsletter.admin.newsletter import NewsletterAdmin
from newsletter.admin.subscriber import SubscriberAdmin

__all__ = ["DeliveryAdmin", "IssueAdmin", "NewsletterAdmin", "SubscriberAdmin"]
