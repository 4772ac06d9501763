"""Routes and parts of the queue: a seeker's tickets, the box to join, the recruiter's desk."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.roles import SEEKERS
from fair.routes import part, route, shows
from fair.waiting import box_views, person_views
from fair.web import site


async def worker(request: Request) -> Response:
    """GET /queues-worker.js: what shows one's tickets where there is no network.

    Its address has no version, as browsers look there for the next one.
    """
    return site(request).assets.plain("js/workers/queues.js")


ROUTES: list[Any] = [
    shows("/queues", "queue/queues.html", person_views.my_queues, by=SEEKERS),
    route("/queues-worker.js", worker),
    shows("/queues/list", "queue/_tickets.html", person_views.my_queues, by=SEEKERS),
    shows("/booths/{booth_id}/queue", "queue/_box.html", box_views.box),
    shows("/booths/{booth_id}/queue/{vacancy_id}", "queue/_box.html", box_views.box),
    shows("/booths/{booth_id}/wait", "queue/_wait.html", box_views.wait),
]
PARTS: dict[str, Any] = {
    "queue.wait": part("queue/_wait.html", box_views.wait),
    "queue.box": part("queue/_box_live.html", box_views.box),
    "queue.shown": part("queue/_shown.html", person_views.shown),
    "queue.mine": part("queue/_tickets.html", person_views.my_queues),
}
