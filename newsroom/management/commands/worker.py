from django.core.management.base import BaseCommand

from newsroom.press import heap
from newsroom.press.worker import Worker


class Command(BaseCommand):
    help = "Take jobs off the queue and do what falls due every minute, until stopped."

    def add_arguments(self, parser):
        parser.add_argument(
            "--interval", type=float, default=1, help="seconds between two looks at an empty queue"
        )
        parser.add_argument(
            "--batch", action="store_true", help="do what waits and what is due, then stop"
        )

    def handle(self, *, interval, batch, **options):
        heap.share_one()
        heap.settle()
        worker = Worker(interval=interval, batch=batch)
        worker.configure_signals()
        worker.run()
