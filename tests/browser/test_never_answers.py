"""A page that never answers: by its limit the test that waits for it fails, and the browser goes on."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WITHOUT_END = "while (true) {}"
WITHOUT_ANSWER = "new Promise(() => {})"


@pytest.mark.timeout(1, func_only=True)
@pytest.mark.parametrize("script", [WITHOUT_END, WITHOUT_ANSWER])
def test_who_waits_for_ever_fails_by_the_limit_and_the_next_window_opens(page, open_window, script):
    with pytest.raises(pytest.fail.Exception, match="Timeout"):
        page.evaluate(script)
    assert open_window().evaluate("1 + 1") == 2
