"""Routes and parts of the queue: a seeker's tickets, the box to join, the recruiter's desk."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.queue import desk_views, people_views, person_views
from fair.roles import RECRUITERS, SEEKERS
from fair.routes import Bare, bare, part, route, shows
from fair.templates import Page
from fair.web import site, viewer_of

NO_BOOTH = Page("queue/no_booth.html", Bare)


async def to_desk(request: Request) -> Response:
    """GET /desk: to the booth where the recruiter stands, or should."""
    viewer = viewer_of(request)
    booth_id = await site(request).database.read(
        lambda at: desk_views.first_booth(at, viewer)
    )  # fmt: skip
    if booth_id:
        return site(request).redirect(f"/desk/{booth_id}")
    return await site(request).page(request, NO_BOOTH, bare)


ROUTES: list[Any] = [
    shows("/queues", "queue/queues.html", person_views.my_queues, by=SEEKERS),
    shows("/queues/list", "queue/_tickets.html", person_views.my_queues, by=SEEKERS),
    shows("/booths/{booth_id}/queue", "queue/_box.html", person_views.box),
    shows("/booths/{booth_id}/wait", "queue/_wait.html", person_views.wait),
    route("/desk", to_desk, by=RECRUITERS, pages=(NO_BOOTH,)),
    shows("/desk/{booth_id}", "queue/desk.html", desk_views.desk, by=RECRUITERS),
    shows("/desk/{booth_id}/line", "queue/_desk.html", desk_views.desk, by=RECRUITERS),
]
PARTS: dict[str, Any] = {
    "queue.wait": part("queue/_wait.html", person_views.wait),
    "queue.box": part("queue/_box_live.html", person_views.box),
    "queue.mine": part("queue/_tickets.html", person_views.my_queues),
    "queue.to_phone": part("queue/_to_phone.html", people_views.to_phone),
    "queue.known": part("queue/_known.html", people_views.known),
    "queue.outcome": part("queue/_outcome.html", people_views.outcome),
}
