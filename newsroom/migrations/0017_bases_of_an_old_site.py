"""What an old site calls the folders of its tags and authors; the database fills it in for processes from before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0016_pictures_of_a_copy"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="author_base",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=100,
                verbose_name="author base of the old site",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="tag_base",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=100,
                verbose_name="tag base of the old site",
            ),
        ),
    ]
