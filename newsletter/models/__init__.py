from newsletter.models.bounce import Bounce
from newsletter.models.delivery import Delivery
from newsletter.models.digest import DigestRule, DigestRun
from newsletter.models.issue import Issue, IssueArticle, IssuePrint
from newsletter.models.newsletter import Newsletter
from newsletter.models.subscriber import Subscriber
from newsletter.models.subscription import Cadence, Subscription

__all__ = [
    "Bounce",
    "Cadence",
    "Delivery",
    "DigestRule",
    "DigestRun",
    "Issue",
    "IssueArticle",
    "IssuePrint",
    "Newsletter",
    "Subscriber",
    "Subscription",
]
