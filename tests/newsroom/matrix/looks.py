"""What can be tried with pictures, with front pages and with the masthead."""

from articles.models import FrontChange, Picture, Slot
from newsroom.models import Masthead, MenuItem
from tests.articles.test_picture_desk import fields, upload

PICTURES = "/admin/articles/picture/"


def choose(browser):
    return browser.opens(f"{PICTURES}choose/")


def upload_while_writing(browser):
    browser.post(f"{PICTURES}upload/", **fields(alt="New"))
    return Picture.objects.filter(alt="New").exists()


def add_a_picture(browser):
    browser.post(f"{PICTURES}add/", **fields(alt="New"))
    return Picture.objects.filter(alt="New").exists()


def describe(browser):
    browser.send(_picture("change"), alt="New")
    return Picture.objects.filter(alt="New").exists()


def replace(browser):
    before = Picture.objects.get(alt="A lake").original.name
    browser.send(_picture("change"), original=upload())
    return Picture.objects.get(alt="A lake").original.name != before


def delete_a_picture(browser):
    browser.post(_picture("delete"), post="yes")
    return not Picture.objects.filter(alt="A lake").exists()


def _picture(view):
    return f"{PICTURES}{Picture.objects.get(alt='A lake').pk}/{view}/"


FRONT = "/admin/articles/front/"


def arrange(browser):
    browser.post(FRONT, **{"seen": 0, "slot-0-story": browser.stage.story.pk, "_save": ""})
    return Slot.objects.filter(article=browser.stage.story, front__section=None).exists()


def arrange_a_section(browser):
    address = f"{FRONT}?section={browser.stage.story.section_id}"
    browser.post(address, **{"seen": 0, "slot-0-story": browser.stage.story.pk, "_save": ""})
    return FrontChange.objects.filter(front__section=browser.stage.story.section).exists()


def see_it_arranged(browser):
    form = {"slot-0-story": browser.stage.story.pk}
    return browser.post(f"{FRONT}preview/", **form).status_code == 200


MASTHEAD = "/admin/newsroom/masthead/1/change/"


def rename(browser):
    browser.send(MASTHEAD, name="The Evening Lantern")
    return Masthead.current().name == "The Evening Lantern"


def set_the_menu(browser):
    line = {"place": "main", "label": "Town", "address": "/section/town/", "position": 1}
    rows = {f"menu_items-0-{name}": said for name, said in line.items()}
    browser.send(MASTHEAD, **{"menu_items-TOTAL_FORMS": 1}, **rows)
    return MenuItem.objects.filter(label="Town").exists()


def do_without(browser):
    browser.post("/admin/newsroom/masthead/1/delete/", post="yes")
    return not Masthead.objects.exists()


OF_PICTURES = {
    "choose": choose,
    "upload while writing": upload_while_writing,
    "add": add_a_picture,
    "describe": describe,
    "replace": replace,
    "delete": delete_a_picture,
}
OF_FRONTS = {"arrange": arrange, "arrange a section": arrange_a_section, "see": see_it_arranged}
OF_THE_MASTHEAD = {"rename": rename, "set the menu": set_the_menu, "do without": do_without}
