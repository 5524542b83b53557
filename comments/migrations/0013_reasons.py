"""Why the screening decided is kept as what it found: the words are those of whoever reads them."""

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat, Replace

BLOCKED, LINKS = "blocked: ", " links"
SAID = {
    "trap": "filled in the field that people do not see",
    "unknown_origin": "the browser did not say where it was written",
    "everyone": "held until an editor approves",
}


def keep_what_was_found(apps, schema_editor):
    decisions = apps.get_model("comments", "Decision").objects.filter(user=None)
    for step, words in SAID.items():
        decisions.filter(step=step, why=words).update(why="")
    for step, words in (("banned", BLOCKED), ("many_links", LINKS)):
        found = Replace(F("why"), Value(words), Value(""))
        decisions.filter(step=step, why__contains=words).update(why=found)


def keep_the_words(apps, schema_editor):
    decisions = apps.get_model("comments", "Decision").objects.filter(user=None)
    for step, words in SAID.items():
        decisions.filter(step=step, why="").update(why=words)
    decisions.filter(step="banned").update(why=Concat(Value(BLOCKED), F("why")))
    decisions.filter(step="many_links").update(why=Concat(F("why"), Value(LINKS)))


class Migration(migrations.Migration):
    dependencies = [("comments", "0012_rules")]
    operations = [migrations.RunPython(keep_what_was_found, keep_the_words)]
