from comments.views.moderator import comment_decide, comments_waiting
from comments.views.notices import notices_confirm, notices_stop
from comments.views.objection import comment_objection
from comments.views.thread import (
    comment_create,
    comment_detail,
    comment_held,
    comment_page,
    comment_reply,
    comment_report,
    comment_reported,
    report_create,
)
from comments.views.writer import (
    writer_confirm,
    writer_data,
    writer_edit,
    writer_erase,
    writer_erased,
    writer_link,
    writer_link_send,
    writer_page,
    writer_quiet,
    writer_withdraw,
)

__all__ = [
    "comment_create",
    "comment_decide",
    "comment_detail",
    "comment_held",
    "comment_objection",
    "comment_page",
    "comment_reply",
    "comment_report",
    "comment_reported",
    "comments_waiting",
    "notices_confirm",
    "notices_stop",
    "report_create",
    "writer_confirm",
    "writer_data",
    "writer_edit",
    "writer_erase",
    "writer_erased",
    "writer_link",
    "writer_link_send",
    "writer_page",
    "writer_quiet",
    "writer_withdraw",
]
