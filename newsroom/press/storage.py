"""Where files stand that nobody outside may fetch."""

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """A folder whose files have no address."""

    def url(self, name):
        raise ValueError("This file is not accessible: it is kept privately.")
