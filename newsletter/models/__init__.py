from newsletter.models.newsletter import Newsletter
from newsletter.models.subscriber import Subscriber
from newsletter.models.subscription import Subscription

__all__ = ["Newsletter", "Subscriber", "Subscription"]
