from django.db import migrations

from newsletter.addresses import LONGEST, canonical


def name_mailboxes(apps, schema_editor):
    """Say of the letters of the last month what their mailbox is compared by."""
    letters = apps.get_model("press", "Letter").objects.filter(template__startswith="newsletter_")
    for pk, to in letters.values_list("pk", "to").iterator():
        # A domain may be longer in ASCII than the column: then by its beginning, as `mails.mailbox` says.
        letters.filter(pk=pk).update(mailbox=canonical(to)[:LONGEST])


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0013_names_in_the_ledger"),
        ("press", "0003_letters_to_a_mailbox"),
    ]
    operations = [migrations.RunPython(name_mailboxes, migrations.RunPython.noop)]
