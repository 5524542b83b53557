"""Messages as mail servers, mailbox providers and people send them to the address that letters come back to."""

from email.message import EmailMessage
from textwrap import dedent

LETTER = """\
From: The Lantern <newsroom@example.org>
To: ani@example.com
Subject: Morning
List-Unsubscribe: <http://testserver/newsletter/unsubscribe/{token}/>

Good morning.
"""


def message(to, body, *, sender="MAILER-DAEMON@mx.example.net (Mail Delivery System)", **headers):
    """Return a plain message."""
    lines = {"From": sender, "To": to, "Subject": "Undelivered Mail Returned to Sender"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return f"{head}\n{dedent(body)}".encode()


def report(to, kind, fields, *, letter=LETTER, about="message/rfc822", **headers):
    """Return a report in three parts: words for people, fields, and the letter that it is about."""
    form = "feedback-report" if kind == "message/feedback-report" else "delivery-status"
    text = f"""\
        This is a MIME-encapsulated message.

        --edge
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.example.net.

        --edge
        Content-Type: {kind}

        {{fields}}

        --edge
        Content-Type: {about}

        {{letter}}
        --edge--
        """
    body = dedent(text).format(fields=dedent(fields).strip(), letter=letter)
    said = f'multipart/report; report-type={form}; boundary="edge"'
    return message(to, body, Content_Type=said, MIME_Version="1.0", **headers)


def notice(to, *, action="failed", status="5.1.1", said="550 5.1.1 No such user", **more):
    """Return a notification as Postfix writes it."""
    fields = f"""\
        Reporting-MTA: dns; mx.example.net
        X-Postfix-Queue-ID: 4F2C61A
        Arrival-Date: Sun, 29 Nov 2026 07:00:00 +0400 (+04)

        Final-Recipient: rfc822; ani@example.com
        Original-Recipient: rfc822;ani@example.com
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mail.example.com
        Diagnostic-Code: smtp; {said}
        """
    return report(to, "message/delivery-status", fields, Auto_Submitted="auto-replied", **more)


def complaint(to, *, kind="abuse", mail_from="newsroom@example.org", token="none"):
    """Return what a provider sends when its reader presses *spam*."""
    fields = f"""\
        Feedback-Type: {kind}
        User-Agent: Example-Complaints/1.0
        Version: 1
        Original-Mail-From: <{mail_from}>
        Source-IP: 192.0.2.1
        """
    letter = LETTER.format(token=token)
    return report(to, "message/feedback-report", fields, letter=letter, Subject="FW: Morning")


QMAIL = """\
    Hi. This is the qmail-send program at mx.example.net.
    I'm afraid I wasn't able to deliver your message to the following addresses.
    This is a permanent error; I've given up. Sorry it didn't work out.

    <ani@example.com>:
    192.0.2.1 does not like recipient.
    Remote host said: 550 5.1.1 sorry, no mailbox here by that name

    --- Below this line is a copy of the message.

    It was delayed at 4.4.1.
    """
EXIM = """\
    This message was created automatically by mail delivery software.

    A message that you sent could not be delivered to one or more of its
    recipients. This is a permanent error. The following address(es) failed:

      ani@example.com
        Unrouteable address
    """
SENDMAIL = """\
       ----- The following addresses had permanent fatal errors -----
    <ani@example.com>
        (reason: 550 User unknown)

       ----- Transcript of session follows -----
    554 Service unavailable
    """
EXIM_IS_LATE = """\
    This message was created automatically by mail delivery software.
    A message that you sent has not yet been delivered to one or more of its
    recipients after more than 24 hours on the queue on mx.example.net.
    No action is required on your part. Delivery attempts will continue.
    """


def away(to):
    """Return what a mailbox answers while its owner is on holiday, in a form of its own each time."""
    text = "I am out of the office until Monday. Call 550 if it cannot wait."
    answer = EmailMessage()
    answer["From"], answer["To"] = "Ani <ani@example.com>", to
    answer["Subject"], answer["Auto-Submitted"] = "Automatic reply: Morning", "auto-replied"
    answer.set_content(text)
    return answer.as_bytes()
