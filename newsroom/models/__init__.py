"""The ground of the house: who works here, what the paper is called, what came from elsewhere."""

from newsroom.models.banner import Banner
from newsroom.models.closing import ClosingField
from newsroom.models.importrun import ImportFile, ImportRun
from newsroom.models.language import Language
from newsroom.models.masthead import DASHES, Masthead
from newsroom.models.menu import MenuItem
from newsroom.models.moved import Moved, Original
from newsroom.models.oldaddress import OldAddress
from newsroom.models.session import Session
from newsroom.models.user import User

__all__ = [
    "DASHES",
    "Banner",
    "ClosingField",
    "ImportFile",
    "ImportRun",
    "Language",
    "Masthead",
    "MenuItem",
    "Moved",
    "OldAddress",
    "Original",
    "Session",
    "User",
]
