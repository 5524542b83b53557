"""Recordings that readers open by their address."""

import io
import wave

import pytest

from tests.articles.documents import document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_second_of_silence():
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(bytes(8000))
    return buffer.getvalue()


def test_a_recording_is_played_where_it_is_opened(page):
    made = document(a_second_of_silence(), "talk.wav")
    page.goto(made.get_absolute_url())
    player = page.locator("video, audio")
    page.wait_for_function("() => document.querySelector('video, audio').readyState > 0")
    assert player.evaluate("player => [player.duration, player.error]") == [1, None]
