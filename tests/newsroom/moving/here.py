"""Pictures, files and blocks of a made-up old site that came along, as a body asks for them."""

from newsroom.moving.texts import bodies
from newsroom.moving.texts.media import originals

UPLOADS = "https://lake.example/wp-content/uploads"
PICTURES = {f"{UPLOADS}/ferry.jpg": 1, f"{UPLOADS}/harbour.jpg": 2, f"{UPLOADS}/lake.jpg": 3}
NUMBERS = {"11": 1, "12": 2, "13": 3}
FILES = {f"{UPLOADS}/report.pdf": "/files/7/report.pdf", f"{UPLOADS}/talk.mp3": "/files/8/talk.mp3"}
# As a text shows them: by number and address, by address alone; the last did not come along.
FERRY = f'<img class="alignleft size-medium wp-image-11" src="{UPLOADS}/ferry-300x200.jpg" alt="A ferry">'
HARBOUR = '<img src="http://lake.example/wp-content/uploads/harbour-scaled.jpg" alt="" width="800">'
FOG = f'<img src="{UPLOADS}/fog.jpg" alt="The fog">'
WITHOUT_FOG = {("picture left on the old site", f"{UPLOADS}/fog.jpg"): 1}


class Library:
    """What is here, and the reusable blocks that a file holds."""

    def __init__(self, blocks=None):
        self.blocks = blocks or {}

    def picture(self, url):
        return next((PICTURES[each] for each in originals(url) if each in PICTURES), None)

    def picture_of(self, attachment_id):
        return NUMBERS.get(attachment_id)

    def file(self, url):
        return next((FILES[each] for each in originals(url) if each in FILES), None)

    def markup(self, old_id):
        return self.blocks.get(old_id)


def converted(text, *, blocks=None, **beside):
    """Return the HTML and the notes of a body whose pictures, files and blocks are here."""
    library = Library(blocks)
    body = bodies.convert(text, library, library, **beside)
    return body.html, dict(body.notes)
