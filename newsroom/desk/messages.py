"""What the desk says once to whoever works at it."""

from django.contrib.messages.middleware import MessageMiddleware

from newsroom.press import headers


class AtTheDesk(MessageMiddleware):
    """Django's messages, got ready for pages of the desk alone: a page for readers says nothing to one of them."""

    def process_request(self, request):
        if headers.is_desk(request):
            super().process_request(request)
