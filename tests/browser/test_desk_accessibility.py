"""The pages of the desk, read by a machine that knows what shuts people out, by day and night, in both languages."""

import pytest

from tests.browser import archives, axe, desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("arrange", [desk.arrange, desk.arrange_letters, archives.arrange])
@pytest.mark.parametrize("language", ["en", "hy"])
def test_nobody_is_shut_out_of_any_page_of_the_desk(open_window, language, arrange):
    ani, pages = arrange()
    ani.desk_language = language
    ani.save()
    page, found = open_window(bypass_csp=True), []
    desk.log_in(page, "ani")
    for name, visit in pages.items():
        visit(page)
        found += [(name, *fault) for fault in axe.faults(page)]
    assert found == []
