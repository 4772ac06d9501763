"""What each audience of the queue may see: news, and who may hear it."""

from typing import Any

from fair.queue import desk_views, line_views, news_views

NEWS: tuple[Any, ...] = (
    line_views.QUEUE_NEWS,
    news_views.TICKET_NEWS,
    news_views.INTERVIEW_NEWS,
    desk_views.DESK_NEWS,
)
AUDIENCES: dict[str, Any] = {
    "queue": line_views.may_hear,
    "desk": desk_views.may_hear_desk,
}
