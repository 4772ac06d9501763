"""Routes and parts of the queue: a seeker's tickets, the box to join, the recruiter's desk."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.queue import box_views, desk_views, people_views, person_views
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
    route("/desk", to_desk, by=RECRUITERS, pages=(NO_BOOTH,)),
    shows("/calls/{call_id}/more", "queue/_more_time.html", people_views.more_time, by=RECRUITERS),
    shows("/desk/{booth_id}", "queue/desk.html", desk_views.desk, by=RECRUITERS),
    shows("/desk/{booth_id}/line", "queue/_desk.html", desk_views.desk, by=RECRUITERS),
    shows(
        "/desk/{booth_id}/owed/{interview_id}", "queue/desk.html", desk_views.desk, by=RECRUITERS
    ),
    shows(
        "/desk/{booth_id}/owed/{interview_id}/line",
        "queue/_desk.html",
        desk_views.desk,
        by=RECRUITERS,
    ),
]
PARTS: dict[str, Any] = {
    "queue.wait": part("queue/_wait.html", box_views.wait),
    "queue.box": part("queue/_box_live.html", box_views.box),
    "queue.mine": part("queue/_tickets.html", person_views.my_queues),
    "queue.to_phone": part("queue/_to_phone.html", people_views.to_phone),
    "queue.known": part("queue/_known.html", people_views.known),
    "queue.instead": part("queue/_instead.html", people_views.instead),
    "queue.more_time": part("queue/_more_time_part.html", people_views.more_time),
    "queue.keys": part("queue/_keys.html", bare),
    "queue.outcome": part("queue/_outcome.html", people_views.outcome),
}
