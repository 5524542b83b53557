"""The addresses of comments; they stand before those of the stories."""

from django.urls import path

from articles.urls import STORY
from comments import feeds, views

urlpatterns = [
    path("comments/feed/", feeds.comment_feed, name="comment_feed"),
    path("comment/<int:pk>/", views.comment_detail, name="comment_detail"),
    path("comment/<int:pk>/reply/", views.comment_reply, name="comment_reply"),
    path("comment/<int:pk>/report/", views.comment_report, name="comment_report"),
    path("comment/<int:pk>/report/send/", views.report_create, name="report_create"),
    path("comment/<int:pk>/reported/", views.comment_reported, name="comment_reported"),
    path("comment/decide/<str:token>/", views.comment_decide, name="comment_decide"),
    path("comment/waiting/<str:token>/", views.comments_waiting, name="comments_waiting"),
    path("comment/held/<str:token>/", views.comment_held, name="comment_held"),
    path("comments/yours/", views.writer_link, name="writer_link"),
    path("comments/yours/send/", views.writer_link_send, name="writer_link_send"),
    path("comments/yours/erased/", views.writer_erased, name="writer_erased"),
    path("comment/notices/<str:token>/", views.notices_confirm, name="notices_confirm"),
    path("comment/notices/<str:token>/stop/", views.notices_stop, name="notices_stop"),
    path("comment/yours/<str:token>/", views.writer_page, name="writer_page"),
    path("comment/yours/<str:token>/data/", views.writer_data, name="writer_data"),
    path("comment/yours/<str:token>/<int:pk>/", views.writer_edit, name="writer_edit"),
    path(
        "comment/yours/<str:token>/<int:pk>/withdraw/",
        views.writer_withdraw,
        name="writer_withdraw",
    ),
    path("comment/yours/<str:token>/quiet/", views.writer_quiet, name="writer_quiet"),
    path("comment/yours/<str:token>/erase/", views.writer_erase, name="writer_erase"),
    path("comment/yours/<str:token>/confirm/", views.writer_confirm, name="writer_confirm"),
    path("comment/yours/<str:token>/objection/", views.comment_objection, name="comment_objection"),
    path(f"{STORY}/comments/", views.comment_create, name="comment_create"),
    path(f"{STORY}/comments/<int:number>/", views.comment_page, name="comment_page"),
    path(f"{STORY}/feed/", feeds.article_comment_feed, name="article_comment_feed"),
    # With a wrong month and no slash it is still one redirect away.
    path(f"{STORY}/comments/<int:number>", views.comment_page),
    path(f"{STORY}/feed", feeds.article_comment_feed),
]
