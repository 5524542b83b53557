"""What reports say of records, word for word, so that it is translated: the report itself speaks English."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KNOWN = {
    _("mended"),
    _("it has no id"),
    _("the file does not say what it is"),
    _("the menus of the old site are not brought along"),
    _("it is an older version of something"),
    _("it comes along in the texts that show it"),
    _("it was begun and never saved"),
    _("it was in the trash"),
    _("it is a pingback of another site, not a reader's comment"),
    _("it is a trackback of another site, not a reader's comment"),
    _("it was marked as spam"),
    _("it has no words"),
    _("it was deleted here after an earlier import"),
    _("it was edited here after an earlier import; --overwrite takes what the file says"),
    _("it was edited here after an earlier import; --overwrite takes the words of the file"),
    _("cut short"),
    _("stands alone, since what it answered is not there"),
    _("another one in the file has the same id"),
    _("another item has the same id"),
    _("it has neither a name nor a slug"),
    _("the post below which it stands is not brought along"),
    _("pages take no comments here"),
    _("old address that leads elsewhere already"),
    _("only categories and tags are brought along"),
    _("stands higher than on the old site"),
    _("its address is taken, so it stands at another"),
    _("readers do not see it"),
    _("its writer took it back here"),
    _("stood at the top of the old site"),
    _("in a list that is not brought along"),
    _("it was withdrawn here after an earlier import"),
    _("pictures and files are not brought along"),
    _("the file does not say where it was"),
    _("it is gone itself, and came in another size"),
    _("another one in the file has the same address"),
    _("shortcode left out"),
    _("slashes before quotation marks taken out"),
    _("characters written twice as codes mended"),
    _("letters in the wrong encoding mended"),
    _("words glued together"),
    _("block left out"),
    _("pages joined"),
    _("picture left on the old site"),
    _("linked instead of shown"),
    _("link of a picture left out"),
    _("]]> inside a text was read as these characters"),
    _("a bare & was read as that character"),
    _("something before the export was left out"),
    _("something behind the export was left out"),
    _("a byte that is not UTF-8 was read as Windows-1252"),
    _("a control character was left out"),
    _("an entity of HTML was read as its character"),
    _("a bare < was read as that character"),
    _("a character that was cut in two was replaced by �"),
    _("a prefix that the file does not explain was taken for the usual one"),
    _("a number of no character was left out"),
    _("the version is missing and was taken from the namespace"),
    _("a comment has the id of an earlier one"),
    _("a comment answers one that its item does not have"),
    _("an item has the id of an earlier one of its kind"),
    _("a published item has no slug"),
    _("an item has no title"),
    _("the folder does not hold it"),
    _("the old site no longer answered"),
    _("the old site took too long"),
    _("it was redirected without end"),
    _("its address is none"),
    _("its address is none of the web"),
    _("it is no picture of a kind that we show, and no file of a kind that we keep"),
    _("the old site sent nothing"),
    _("This file is no JPEG, PNG, WebP or GIF picture, or it is damaged."),
    _("This file is of no kind that readers may download here, or not what its name says."),
}


# Those that name something, which stays as it is, and what notes call what has no name.
NAMING = (
    _("it is no post but a “%(kind)s” of the old site's plugins"),
    _("it is a “%(kind)s”, not a reader's comment"),
    _("its state was “%(state)s”"),
    _("its status was “%(state)s”"),
    _("it is longer than %(count)s characters"),
    _("it is larger than %(count)s MB"),
    _("it is on another host: %(name)s"),
    _("it is behind another door of the old site: %(number)s"),
    _("its host has no public address: %(name)s"),
    _("nobody says where it is: %(name)s"),
    _("the old site said %(number)s"),
    _("the old site sent it packed as %(name)s"),
    _("the old site did not answer in full (%(name)s)"),
    _("comment %(number)s"),
    _("block %(number)s"),
    _("number %(number)s"),
    _("This picture has more than the %d million pixels that are allowed."),
)
_FILLED_IN = re.compile(r"(%\([a-z]+\)s|%d)")


def spoken(why: str) -> str:
    """Return a reason of a report in the language of the desk; one that nobody here has thought of stays as it is."""
    if why in KNOWN:
        return gettext(why)
    for said, place, looks in _LOOKS:
        if found := looks.fullmatch(why):
            return gettext(said).replace(place, found[1])
    return why


def _look(said: str) -> tuple[str, str, re.Pattern]:
    """Return a reason with the place in it that is filled in, and how it looks then."""
    before, place, after = _FILLED_IN.split(said)
    return said, place, re.compile(f"{re.escape(before)}(.*){re.escape(after)}", re.DOTALL)


_LOOKS = [_look(said) for said in NAMING]
