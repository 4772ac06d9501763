"""Routes and parts of the queue: a seeker's tickets, the box to join, the recruiter's desk."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.glossary import Role
from fair.queue import desk_views, people_views, person_views
from fair.web import part, route, site, viewer_of

SEEKER, RECRUITER = frozenset({Role.SEEKER}), frozenset({Role.RECRUITER})


async def queues(request: Request) -> Response:
    """GET /queues: the seeker's tickets, offers, and one question while waiting."""
    return await site(request).page(request, "queue/queues.html", person_views.my_queues)


async def queues_list(request: Request) -> Response:
    """GET /queues/list: the part of it that changes."""
    return await site(request).page(request, "queue/_tickets.html", person_views.my_queues)


async def box(request: Request) -> Response:
    """GET /booths/{booth_id}/queue: the box to join, or the own ticket there."""
    booth_id = request.path_params["booth_id"]
    return await site(request).page(
        request, "queue/_box.html", lambda at, viewer: person_views.box(at, viewer, booth_id)
    )


async def to_desk(request: Request) -> Response:
    """GET /desk: to the booth where the recruiter stands, or should."""
    viewer = viewer_of(request)
    booth_id = await site(request).database.read(
        lambda at: desk_views.first_booth(at, viewer)
    )  # fmt: skip
    if booth_id:
        return site(request).redirect(f"/desk/{booth_id}")
    return await site(request).page(request, "queue/no_booth.html", lambda _at, _viewer: {})


async def desk(request: Request) -> Response:
    """GET /desk/{booth_id}: who waits, in what order and why, and whom to call."""
    booth_id = request.path_params["booth_id"]
    return await site(request).page(
        request, "queue/desk.html", lambda at, viewer: desk_views.desk(at, viewer, booth_id)
    )


async def desk_line(request: Request) -> Response:
    """GET /desk/{booth_id}/line: the part of it that changes."""
    booth_id = request.path_params["booth_id"]
    return await site(request).page(
        request, "queue/_desk.html", lambda at, viewer: desk_views.desk(at, viewer, booth_id)
    )


async def my_people(request: Request) -> Response:
    """GET /desk/people: who is owed what."""
    return await site(request).page(request, "queue/people.html", people_views.my_people)


ROUTES: list[Any] = [
    route("/queues", queues, by=SEEKER),
    route("/queues/list", queues_list, by=SEEKER),
    route("/booths/{booth_id}/queue", box),
    route("/desk", to_desk, by=RECRUITER),
    route("/desk/people", my_people, by=RECRUITER),
    route("/desk/{booth_id}", desk, by=RECRUITER),
    route("/desk/{booth_id}/line", desk_line, by=RECRUITER),
]
PARTS: dict[str, Any] = {
    "queue.wait": part("queue/_wait.html", person_views.wait),
    "queue.box": part("queue/_box_live.html", person_views.box),
    "queue.mine": part("queue/_tickets.html", person_views.my_queues),
    "queue.known": part("queue/_known.html", people_views.known),
    "queue.outcome": part("queue/_outcome.html", people_views.outcome),
}
