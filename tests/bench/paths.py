"""The addresses of the stories of the site of the environment, newest first: `python -m tests.bench.paths`."""

import json
import sys

import django

django.setup()

from articles.models import Article  # noqa: E402

stories = Article.objects.published().newest_first().for_rails()
json.dump([story.get_absolute_url() for story in stories.iterator()], sys.stdout)
