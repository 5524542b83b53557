from newsletter.models.bounce import Bounce
from newsletter.models.delivery import Delivery
from newsletter.models.digest import DigestRule, DigestRun
from newsletter.models.issue import Issue, IssueArticle, IssuePrint
from newsletter.models.listday import ListDay
from newsletter.models.mailbox import Farewell, Question
from newsletter.models.newaddress import FormerNumber, NewAddress
from newsletter.models.newsletter import Newsletter
from newsletter.models.subscriber import Subscriber
from newsletter.models.subscription import Cadence, Subscription

__all__ = [
    "Bounce",
    "Cadence",
    "Delivery",
    "DigestRule",
    "DigestRun",
    "Farewell",
    "FormerNumber",
    "Issue",
    "IssueArticle",
    "IssuePrint",
    "ListDay",
    "NewAddress",
    "Newsletter",
    "Question",
    "Subscriber",
    "Subscription",
]
