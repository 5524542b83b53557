"""What a reader sends, and what comes back."""

REPLY = {"body": "Well said.", "name": "Ani", "email": "ani@example.org", "website": ""}

OURS = {"Sec-Fetch-Site": "same-origin"}


def text(response):
    return response.content.decode()
