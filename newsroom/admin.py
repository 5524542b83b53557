"""The admin site of the newsroom."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "newsroom.admin.Desk"


class Desk(admin.AdminSite):
    """The admin, which lets nobody past a temporary password."""

    site_header = site_title = "Newsroom"
    index_title = "Desk"
