"""The table of contents: which room answers which address."""

from django.contrib import admin
from django.urls import include, path

from articles import urls as articles
from articles import views
from newsroom.oldlinks import views as oldlinks

urlpatterns = [
    path("", include(articles.story_patterns)),
    path("admin/", include("newsroom.desk.urls")),
    path("admin/", admin.site.urls),
    path("media/<path:path>", views.media),
    path("newsletter/", include("newsletter.urls")),
    path("", oldlinks.front, name="front"),  # stands before the one of the stories
    path("", include("comments.urls")),
    path("", include(articles)),
    path("", include(articles.page_patterns)),  # takes what nobody else took
]

handler404 = "newsroom.oldlinks.views.not_found"
handler500 = "articles.views.server_error"
