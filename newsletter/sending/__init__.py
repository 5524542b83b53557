"""An issue on its way: written down for each reader when it starts, and sent once, whatever breaks meanwhile."""

from newsletter.sending.overdue import start_due
from newsletter.sending.starting import Refused, recipients, start
from newsletter.sending.steering import cancel_rest, pause, progress, resume, retry_failed

__all__ = [
    "Refused",
    "cancel_rest",
    "pause",
    "progress",
    "recipients",
    "resume",
    "retry_failed",
    "start",
    "start_due",
]
